//! The delivery of a response's body.

use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use http::{Response, header::CONTENT_LENGTH};
use http_body_util::{
    Either, Full,
    channel::{Channel, Sender},
};
use hyper::body::{Body, Bytes, Frame};
use tokio::{
    task::{JoinSet, yield_now},
    time::sleep,
};

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

/// A body that is being sent, whole or in pieces.
pub(crate) type Outgoing = Either<Full<Bytes>, Pieces>;

/// A body in pieces, and the task that sends them. Both end with the connection.
pub(crate) struct Pieces {
    channel: Channel<Bytes, CutOff>,
    _sending: JoinSet<()>,
}

/// Closes the connection.
#[derive(Debug, thiserror::Error)]
#[error("the response is cut by a fault")]
pub(crate) struct CutOff;

impl Reply {
    /// Starts the delivery.
    pub(crate) fn start(self) -> Response<Outgoing> {
        let Self { mut response, delivery } = self;
        if delivery == Delivery::Whole {
            return response.map(|body| Either::Left(Full::new(body)));
        }
        let length = response.body().len();
        response.headers_mut().insert(CONTENT_LENGTH, length.into());
        response.map(|body| {
            let (sender, channel) = Channel::new(1);
            let sending = JoinSet::from_iter([send(body, delivery, sender)]);
            Either::Right(Pieces { channel, _sending: sending })
        })
    }
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = CutOff;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, CutOff>>> {
        Pin::new(&mut self.channel).poll_frame(context)
    }
}

/// Sends a body in pieces.
async fn send(mut body: Bytes, delivery: Delivery, mut sender: Sender<Bytes, CutOff>) {
    let Delivery::Drip(pause) = delivery else {
        drop(sender.send_data(body.split_to(body.len() / 2)).await);
        // The server's one thread flushes the half to the socket: data right before an error would be lost.
        yield_now().await;
        return sender.abort(CutOff);
    };
    while !body.is_empty() {
        // The timer would make a millisecond of no time at all.
        if !pause.is_zero() {
            sleep(pause).await;
        }
        drop(sender.send_data(body.split_to(1)).await);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use http_body_util::BodyExt;
    use tokio::time::Instant;

    use super::*;

    async fn send(delivery: Delivery) -> (Vec<String>, bool) {
        let mut body = Reply { response: Response::new(Bytes::from_static(b"abcde")), delivery }.start().into_body();
        let mut pieces = Vec::new();
        while let Some(frame) = body.frame().await {
            match frame {
                Ok(frame) => pieces.push(String::from_utf8(frame.into_data().unwrap().to_vec()).unwrap()),
                Err(error) => {
                    assert!(error.is::<CutOff>());
                    return (pieces, false);
                }
            }
        }
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
    #[tokio::test(start_paused = true)]
    async fn a_body_ends_with_its_connection() {
        let text: Arc<[u8]> = b"abcde".as_slice().into();
        let delivery = Delivery::Drip(Duration::from_secs(60));
        let body = Bytes::from_owner(Arc::clone(&text));
        let mut body = Reply { response: Response::new(body), delivery }.start().into_body();
        assert!(body.frame().await.is_some());
        drop(body);
        yield_now().await;
        assert_eq!(Arc::strong_count(&text), 1);
    }
}
