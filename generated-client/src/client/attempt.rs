//! One attempt of a request over a transport.

use std::{
    future::poll_fn,
    pin::{Pin, pin},
    task::Poll,
    time::{Duration, Instant},
};

use bytes::{Bytes, BytesMut};

use crate::client::transport::{Transport, TransportError};

type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A response as far as it arrived, with the end if it is incomplete; or the end before its head was complete.
pub(crate) type Received = Result<(http::Response<Bytes>, Option<End>), End>;

/// The end of an attempt without a complete response.
pub(crate) enum End {
    TooLarge,
    TimedOut,
    Failed(TransportError),
}

/// A [`Transport`] of any type.
pub(crate) trait DynTransport: Send + Sync {
    /// Sends a message and reads at most `max_body` bytes, both within `limit`.
    fn attempt(&self, message: http::Request<Bytes>, limit: Duration, max_body: usize) -> Boxed<'_, Received>;

    fn pause(&self, duration: Duration) -> Boxed<'_, ()>;

    fn now(&self) -> Instant;

    fn discard_connections(&self);
}

impl<T: Transport> DynTransport for T {
    fn attempt(&self, message: http::Request<Bytes>, limit: Duration, max_body: usize) -> Boxed<'_, Received> {
        Box::pin(async move {
            if limit.is_zero() {
                return Err(End::TimedOut);
            }
            let mut timer = pin!(self.sleep(limit));
            let (head, mut rest) = match within(pin!(self.send(message)), timer.as_mut()).await {
                Some(Ok(response)) => response.into_parts(),
                Some(Err(error)) => return Err(End::Failed(error)),
                None => return Err(End::TimedOut),
            };
            let mut body = BytesMut::new();
            let end = within(pin!(read(self, &mut rest, &mut body, max_body)), timer).await;
            let response = http::Response::from_parts(head, body.freeze());
            Ok((response, end.unwrap_or(Some(End::TimedOut))))
        })
    }

    fn pause(&self, duration: Duration) -> Boxed<'_, ()> {
        Box::pin(self.sleep(duration))
    }

    fn now(&self) -> Instant {
        Transport::now(self)
    }

    fn discard_connections(&self) {
        Transport::discard_connections(self);
    }
}

/// Runs `work` until the timer ends.
async fn within<T>(
    mut work: Pin<&mut impl Future<Output = T>>,
    mut timer: Pin<&mut impl Future<Output = ()>>,
) -> Option<T> {
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(outcome) => Poll::Ready(Some(outcome)),
        Poll::Pending => timer.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// Reads the rest of a response; `None` if it is complete.
async fn read<T: Transport>(transport: &T, rest: &mut T::Body, body: &mut BytesMut, max_body: usize) -> Option<End> {
    loop {
        match transport.chunk(rest).await {
            Ok(None) => return None,
            Ok(Some(chunk)) if chunk.len() > max_body.saturating_sub(body.len()) => return Some(End::TooLarge),
            Ok(Some(chunk)) => body.extend_from_slice(&chunk),
            Err(error) => return Some(End::Failed(error)),
        }
    }
}
