//! The HTTP server, on a thread of its own.

use std::{
    io,
    net::SocketAddr,
    sync::{Arc, mpsc},
    thread::{self, JoinHandle},
    time::Duration,
};

use http::{Response, StatusCode};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::{
    body::{Body, Bytes, Incoming},
    server::conn::http1,
    service::service_fn,
};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::{GracefulShutdown, Watcher},
};
use tokio::{
    net::{TcpListener, TcpStream},
    select,
    sync::oneshot,
    time::{sleep, timeout},
};

use crate::{
    error_response::ApiError,
    explorer,
    incoming_request::Request,
    request_handler::RequestHandler,
    response_delivery::{CutOff, Delivery, Outgoing, Reply},
};

const MAX_BODY: usize = 1024 * 1024;
/// The time a client may take to send a body. Its head may take as long.
const BODY_TIMEOUT: Duration = Duration::from_secs(30);
const PAUSE_AFTER_FAILED_ACCEPT: Duration = Duration::from_millis(10);

/// A listening thread. Dropping this stops the thread and closes all connections.
pub(crate) struct HttpServer {
    pub(crate) address: SocketAddr,
    /// Sends the thread the time that open requests get to finish.
    running: Option<(oneshot::Sender<Duration>, JoinHandle<()>)>,
}

impl HttpServer {
    pub(crate) fn start(handler: Arc<RequestHandler>, address: SocketAddr) -> io::Result<Self> {
        let (stop, stopped) = oneshot::channel();
        let (ready, started) = mpsc::channel();
        let thread = thread::Builder::new().name("sandbox".to_owned()).spawn(move || {
            if let Err(error) = run(handler, address, stopped, |address| drop(ready.send(Ok(address)))) {
                drop(ready.send(Err(error)));
            }
        })?;
        let address = started.recv().map_err(io::Error::other)??;
        Ok(Self { address, running: Some((stop, thread)) })
    }

    /// Stops accepting connections, and closes those there are once their requests are finished, or after `limit`.
    pub(crate) fn stop(&mut self, limit: Duration) {
        if let Some((stop, thread)) = self.running.take() {
            // Both fail if the thread panicked, and has ended already.
            _ = stop.send(limit);
            drop(thread.join());
        }
    }
}

impl Drop for HttpServer {
    fn drop(&mut self) {
        self.stop(Duration::ZERO);
    }
}

fn run(
    handler: Arc<RequestHandler>,
    address: SocketAddr,
    mut stopped: oneshot::Receiver<Duration>,
    ready: impl Fn(SocketAddr),
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::bind(address).await?;
        ready(listener.local_addr()?);
        let connections = GracefulShutdown::new();
        let limit = loop {
            select! {
                biased;
                limit = &mut stopped => break limit.unwrap_or_default(),
                accepted = listener.accept() => match accepted {
                    Ok((stream, _)) => drop(tokio::spawn(serve(stream, Arc::clone(&handler), connections.watcher()))),
                    // For example too many open files, of which some will be closed.
                    Err(_) => sleep(PAUSE_AFTER_FAILED_ACCEPT).await,
                },
            }
        };
        drop(listener);
        handler.log.close();
        // Runs out if requests are still open, which end with the runtime.
        drop(timeout(limit, connections.shutdown()).await);
        Ok(())
    })
}

async fn serve(stream: TcpStream, handler: Arc<RequestHandler>, watcher: Watcher) {
    drop(stream.set_nodelay(true));
    let service = service_fn(|request| respond(Arc::clone(&handler), request));
    let connection = http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service);
    // Fails if the client disconnected or does not speak HTTP.
    drop(watcher.watch(connection).await);
}

async fn respond(handler: Arc<RequestHandler>, request: http::Request<Incoming>) -> Result<Response<Outgoing>, CutOff> {
    let (head, body) = request.into_parts();
    let (body, complete) = match read(body).await {
        Ok(body) => (body, Ok(())),
        Err(error) => (Bytes::new(), Err(error)),
    };
    let request = Request::from_parts(head, body);
    if explorer::serves(&request) {
        let response = explorer::respond(&handler, &request).await;
        return Ok(Reply { response, delivery: Delivery::Whole }.start());
    }
    // On a task of its own, so that it finishes even if the client disconnects.
    let reply = tokio::spawn(async move { handler.handle(&request, complete).await }).await;
    reply.unwrap_or_default().map(Reply::start).ok_or(CutOff)
}

async fn read<B: Body>(body: B) -> Result<Bytes, ApiError>
where
    B::Error: Into<Box<dyn std::error::Error + Send + Sync>>,
{
    match timeout(BODY_TIMEOUT, Limited::new(body, MAX_BODY).collect()).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            let message = format!("Invalid request: the body is longer than {MAX_BODY} bytes");
            Err(ApiError::invalid(message).status(StatusCode::PAYLOAD_TOO_LARGE))
        }
        Ok(Err(_)) => Err(ApiError::invalid("Invalid request: the body is incomplete")),
        Err(_) => {
            let message = format!("Invalid request: the body did not arrive within {} seconds", BODY_TIMEOUT.as_secs());
            Err(ApiError::invalid(message).status(StatusCode::REQUEST_TIMEOUT))
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{
        pin::Pin,
        task::{Context, Poll},
    };

    use hyper::body::Frame;
    use tokio::time::Instant;

    use super::*;

    /// A body that never ends.
    struct Endless;

    impl Body for Endless {
        type Data = Bytes;
        type Error = CutOff;

        fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, CutOff>>> {
            Poll::Pending
        }
    }

    #[tokio::test(start_paused = true)]
    async fn slow_bodies_are_refused() {
        let start = Instant::now();
        let error = read(Endless).await.unwrap_err();
        assert_eq!((error.status, start.elapsed()), (StatusCode::REQUEST_TIMEOUT, BODY_TIMEOUT));
    }
}
