//! The delivery of a response's body.

use std::{
    mem,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use http::Response;
use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

/// A response, and how it is sent.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) response: Response<Bytes>,
    pub(crate) delivery: Delivery,
}

/// The way in which a body is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Delivery {
    /// At once.
    Whole,
    /// The first half, after which the connection is closed. `Content-Length` is that of the whole.
    Cut,
    /// Byte by byte, with a pause before each byte.
    Drip(Duration),
}

/// A body that is being sent.
pub(crate) struct Outgoing {
    rest: Bytes,
    delivery: Delivery,
    cut: CutState,
    pause: Option<Pin<Box<Sleep>>>,
}

/// The progress of a delivery that is cut.
enum CutState {
    /// The first half is sent next.
    Send,
    /// The first half is flushed to the socket: data right before an error would be lost.
    Flush,
    Close,
}

/// Closes the connection.
#[derive(Debug, thiserror::Error)]
#[error("the response is cut by a fault")]
pub(crate) struct CutOff;

impl Outgoing {
    pub(crate) fn new(body: Bytes, delivery: Delivery) -> Self {
        Self { rest: body, delivery, cut: CutState::Send, pause: None }
    }

    fn poll_cut(&mut self, context: &Context<'_>) -> Poll<Option<Result<Frame<Bytes>, CutOff>>> {
        match self.cut {
            CutState::Send => {
                self.cut = CutState::Flush;
                let half = self.rest.len() / 2;
                Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(half)))))
            }
            CutState::Flush => {
                self.cut = CutState::Close;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            CutState::Close => Poll::Ready(Some(Err(CutOff))),
        }
    }
}

impl Body for Outgoing {
    type Data = Bytes;
    type Error = CutOff;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, CutOff>>> {
        if self.rest.is_empty() {
            return Poll::Ready(None);
        }
        match self.delivery {
            Delivery::Whole => Poll::Ready(Some(Ok(Frame::data(mem::take(&mut self.rest))))),
            Delivery::Cut => self.poll_cut(context),
            Delivery::Drip(time) => {
                // The timer would make a millisecond of no time at all.
                if !time.is_zero() {
                    let pause = self.pause.get_or_insert_with(|| Box::pin(sleep(time)));
                    ready!(pause.as_mut().poll(context));
                    self.pause = None;
                }
                Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(1)))))
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.rest.len() as u64)
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt;
    use tokio::time::Instant;

    use super::*;

    async fn send(delivery: Delivery) -> (Vec<String>, bool) {
        let mut body = Outgoing::new(Bytes::from_static(b"abcde"), delivery);
        assert_eq!(body.size_hint().exact(), Some(5));
        let mut pieces = Vec::new();
        while let Some(frame) = body.frame().await {
            match frame {
                Ok(frame) => pieces.push(String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap()),
                Err(CutOff) => return (pieces, false),
            }
        }
        assert!(body.is_end_stream());
        (pieces, true)
    }

    #[tokio::test(start_paused = true)]
    async fn every_way() {
        assert_eq!(send(Delivery::Whole).await, (vec!["abcde".to_owned()], true));
        assert_eq!(send(Delivery::Cut).await, (vec!["ab".to_owned()], false));
        let start = Instant::now();
        assert_eq!(send(Delivery::Drip(Duration::from_secs(60))).await.0, ["a", "b", "c", "d", "e"]);
        assert_eq!(start.elapsed(), Duration::from_secs(300));
    }
}
