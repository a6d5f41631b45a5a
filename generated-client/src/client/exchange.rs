//! Attempts over any transport, which from here on is not part of a client's type.

use std::{
    future::poll_fn,
    pin::{Pin, pin},
    task::Poll,
    time::Duration,
};

use bytes::Bytes;

use crate::{
    Operation, Transport, TransportError,
    client::attempt::{Answer, Attempt},
};

type Boxed<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A [`Transport`] of whatever type, with the client's limits.
pub(crate) trait Exchange: Send + Sync {
    /// Exchanges a message for an answer, whatever its status.
    fn exchange(
        &self,
        operation: Operation,
        message: http::Request<Bytes>,
        limit: Duration,
        body_limit: usize,
    ) -> Boxed<'_, Answer>;

    fn pause(&self, duration: Duration) -> Boxed<'_, ()>;
}

impl<T: Transport> Exchange for T {
    fn exchange(
        &self,
        operation: Operation,
        message: http::Request<Bytes>,
        limit: Duration,
        body_limit: usize,
    ) -> Boxed<'_, Answer> {
        Box::pin(async move {
            let mut attempt = Attempt::begin(operation, limit, body_limit)?;
            let answer = {
                let work = pin!(exchange(self, self.send(message), &mut attempt));
                within(work, pin!(self.sleep(limit))).await
            };
            answer.unwrap_or_else(|| Err(attempt.timed_out(limit)))
        })
    }

    fn pause(&self, duration: Duration) -> Boxed<'_, ()> {
        Box::pin(self.sleep(duration))
    }
}

async fn exchange<T: Transport>(
    transport: &T,
    response: impl Future<Output = Result<http::Response<T::Body>, TransportError>>,
    attempt: &mut Attempt,
) -> Answer {
    let response = response.await.map_err(|error| attempt.failed(error))?;
    let (head, mut body) = response.into_parts();
    attempt.began(&head);
    while let Some(part) = transport.chunk(&mut body).await.map_err(|error| attempt.failed(error))? {
        attempt.take(part)?;
    }
    Ok(attempt.complete(head))
}

/// What the work comes to, unless the timer is first.
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

#[cfg(test)]
mod tests {
    use std::{
        future::{pending, ready},
        task::{Context, Waker},
    };

    use super::*;
    use crate::Error;

    const OPERATION: Operation = Operation { method: "POST", path: "/v1/x" };

    /// Has an answer of so many bytes at once, and all time is over at once; or never has any, with no bytes.
    struct Instantly(usize);

    impl Transport for Instantly {
        type Body = Option<Bytes>;

        async fn send(&self, _: http::Request<Bytes>) -> Result<http::Response<Self::Body>, TransportError> {
            if self.0 == 0 { pending().await } else { Ok(http::Response::new(Some(vec![0; self.0].into()))) }
        }

        fn chunk(&self, body: &mut Self::Body) -> impl Future<Output = Result<Option<Bytes>, TransportError>> + Send {
            ready(Ok(body.take()))
        }

        async fn sleep(&self, _: Duration) {}
    }

    /// The outcome of an exchange that needs no runtime.
    fn outcome(transport: &Instantly, limit: Duration) -> Answer {
        let message = http::Request::new(Bytes::new());
        let mut exchange = transport.exchange(OPERATION, message, limit, 7);
        match exchange.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(answer) => answer,
            Poll::Pending => panic!("it waits for a runtime"),
        }
    }

    #[test]
    fn without_time_nothing_is_sent() {
        assert!(matches!(outcome(&Instantly(7), Duration::ZERO), Err(Error::Timeout(_))));
    }

    #[test]
    fn without_a_runtime() {
        let limit = Duration::from_secs(80);
        assert_eq!(outcome(&Instantly(7), limit).unwrap().body().len(), 7);
        assert!(matches!(outcome(&Instantly(8), limit), Err(Error::BodyTooLarge(_))));
        let Err(Error::Timeout(error)) = outcome(&Instantly(0), limit) else { panic!("there is no answer") };
        assert_eq!(error.after, limit);
    }
}
