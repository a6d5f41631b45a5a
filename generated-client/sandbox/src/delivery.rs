//! The body of an answer on its way out.

use std::{
    mem,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use hyper::body::{Body, Bytes, Frame, SizeHint};
use tokio::time::{Sleep, sleep};

/// How a body is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delivery {
    /// At once.
    Whole,
    /// The first half; then the connection is closed, although the whole was announced.
    CutInHalf,
    /// Byte by byte, with a pause before each.
    Drip(Duration),
}

/// A body that is being sent.
pub(super) struct Outgoing {
    rest: Bytes,
    delivery: Delivery,
    cut: Cut,
    pause: Option<Pin<Box<Sleep>>>,
}

/// How far a delivery is that is cut.
enum Cut {
    /// The first half is to be sent.
    Send,
    /// It is to be let through to the socket, which does not happen with what comes right before an error.
    Flush,
    Close,
}

/// The connection is to be closed.
#[derive(Debug, thiserror::Error)]
#[error("the answer was cut, as asked for")]
pub(super) struct CutOff;

impl Outgoing {
    pub(super) fn new(body: Bytes, delivery: Delivery) -> Self {
        Self { rest: body, delivery, cut: Cut::Send, pause: None }
    }

    fn poll_cut(&mut self, context: &Context<'_>) -> Poll<Option<Result<Frame<Bytes>, CutOff>>> {
        match self.cut {
            Cut::Send => {
                self.cut = Cut::Flush;
                let half = self.rest.len() / 2;
                Poll::Ready(Some(Ok(Frame::data(self.rest.split_to(half)))))
            }
            Cut::Flush => {
                self.cut = Cut::Close;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Cut::Close => Poll::Ready(Some(Err(CutOff))),
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
            Delivery::CutInHalf => self.poll_cut(context),
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
        assert_eq!(send(Delivery::CutInHalf).await, (vec!["ab".to_owned()], false));
        let start = Instant::now();
        assert_eq!(send(Delivery::Drip(Duration::from_secs(60))).await.0, ["a", "b", "c", "d", "e"]);
        assert_eq!(start.elapsed(), Duration::from_secs(300));
    }
}
