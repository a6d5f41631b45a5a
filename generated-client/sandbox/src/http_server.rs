//! The HTTP server, on a thread of its own.

use std::{
    future::{Future, poll_fn},
    io,
    net::{IpAddr, SocketAddr},
    pin::pin,
    sync::{Arc, mpsc},
    task::Poll,
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
    sync::oneshot,
    time::{sleep, timeout},
};

use crate::{
    error_response::ApiError,
    explorer::{self, Explorer},
    request_handler::RequestHandler,
    response_delivery::{CutOff, Delivery, Outgoing, Reply},
};

const MAX_BODY: usize = 1024 * 1024;
/// The time a client may take to send a body. Its head may take as long.
const BODY_TIMEOUT: Duration = Duration::from_secs(30);
const PAUSE_AFTER_FAILED_ACCEPT: Duration = Duration::from_millis(10);

/// The services of a server: the API, and the page about it.
struct Services {
    handler: Arc<RequestHandler>,
    explorer: Explorer,
}

/// A listening thread. Dropping this stops the thread and closes all connections.
pub(crate) struct HttpServer {
    address: SocketAddr,
    /// Sends the time that open requests get to finish; dropping it stops the server at once.
    stop: Option<oneshot::Sender<Duration>>,
    thread: Option<JoinHandle<()>>,
}

impl HttpServer {
    pub(crate) fn start(handler: Arc<RequestHandler>, explorer: Explorer, host: IpAddr, port: u16) -> io::Result<Self> {
        let services = Arc::new(Services { handler, explorer });
        let listener = std::net::TcpListener::bind((host, port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel();
        let (ready, started) = mpsc::channel();
        let thread = thread::Builder::new().name("sandbox".to_owned()).spawn(move || {
            let outcome = run(listener, services, stopped, || drop(ready.send(Ok(()))));
            if let Err(error) = outcome {
                drop(ready.send(Err(error)));
            }
        })?;
        started.recv().map_err(io::Error::other)??;
        Ok(Self { address, stop: Some(stop), thread: Some(thread) })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Stops accepting connections, and closes those there are once their requests are finished, or after `limit`.
    pub(crate) fn stop(&mut self, limit: Duration) {
        if let Some(stop) = self.stop.take() {
            // Fails if the thread has ended already.
            _ = stop.send(limit);
        }
        if let Some(thread) = self.thread.take() {
            // Fails if the thread panicked, and has ended too.
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
    listener: std::net::TcpListener,
    services: Arc<Services>,
    stopped: oneshot::Receiver<Duration>,
    ready: impl FnOnce(),
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::from_std(listener)?;
        ready();
        let connections = GracefulShutdown::new();
        let limit = accept_until(stopped, listener, &services, &connections).await;
        services.handler.log.close();
        // Runs out if requests are still open, which end with the runtime.
        drop(timeout(limit, connections.shutdown()).await);
        Ok(())
    })
}

/// Accepts connections until the server is stopped.
async fn accept_until(
    stopped: oneshot::Receiver<Duration>,
    listener: TcpListener,
    services: &Arc<Services>,
    connections: &GracefulShutdown,
) -> Duration {
    let mut stopped = pin!(stopped);
    let mut accepting = pin!(async {
        loop {
            match listener.accept().await {
                Ok((stream, _)) => drop(tokio::spawn(serve(stream, Arc::clone(services), connections.watcher()))),
                // For example too many open files, of which some will be closed.
                Err(_) => sleep(PAUSE_AFTER_FAILED_ACCEPT).await,
            }
        }
    });
    poll_fn(|context| match stopped.as_mut().poll(context) {
        Poll::Ready(limit) => Poll::Ready(limit.unwrap_or_default()),
        Poll::Pending => accepting.as_mut().poll(context),
    })
    .await
}

async fn serve(stream: TcpStream, services: Arc<Services>, watcher: Watcher) {
    drop(stream.set_nodelay(true));
    let service = service_fn(|request| respond(Arc::clone(&services), request));
    let connection = http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service);
    // Fails if the client disconnected or does not speak HTTP.
    drop(watcher.watch(connection).await);
}

async fn respond(services: Arc<Services>, request: http::Request<Incoming>) -> Result<Response<Outgoing>, CutOff> {
    let (head, body) = request.into_parts();
    let body = read(body).await;
    if explorer::serves(&head) {
        let response = services.explorer.respond(&services.handler, &head, &body.unwrap_or_default()).await;
        return Ok(response.map(|body| Outgoing::new(body, Delivery::Whole)));
    }
    // On a task of its own, so that it finishes even if the client disconnects.
    let reply = tokio::spawn(async move { services.handler.handle(&head, body).await }).await;
    let Reply { response, delivery } = reply.unwrap_or_default().ok_or(CutOff)?;
    Ok(response.map(|body| Outgoing::new(body, delivery)))
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
