//! The socket: takes requests in, sends answers out, on a thread of its own.

use std::{
    convert::Infallible,
    future::Future,
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, mpsc},
    thread::{self, JoinHandle},
    time::Duration,
};

use http::{Request, Response, StatusCode};
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::oneshot,
};

use super::{
    api_error::ApiError,
    backend::Backend,
    delivery::{CutOff, Delivery, Outgoing},
    fault::Reply,
};

const MAX_BODY: usize = 1024 * 1024;
const PAUSE_AFTER_REFUSED_CONNECTION: Duration = Duration::from_millis(10);

/// A listening thread, which ends when this is dropped.
pub(super) struct Server {
    address: SocketAddr,
    // Never sent through: the thread stops when this end is gone.
    stop: Option<oneshot::Sender<Infallible>>,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    pub(super) fn start(backend: Arc<Backend>, port: u16) -> io::Result<Self> {
        let listener = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let (stop, stopped) = oneshot::channel();
        let (ready, started) = mpsc::channel();
        let thread = thread::Builder::new().name("sandbox".to_owned()).spawn(move || {
            let outcome = run(listener, backend, stopped, || drop(ready.send(Ok(()))));
            if let Err(error) = outcome {
                drop(ready.send(Err(error)));
            }
        })?;
        started.recv().map_err(io::Error::other)??;
        Ok(Self { address, stop: Some(stop), thread: Some(thread) })
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            // It only fails if the thread panicked, and then it is over too.
            drop(thread.join());
        }
    }
}

fn run(
    listener: std::net::TcpListener,
    backend: Arc<Backend>,
    stopped: impl Future,
    ready: impl FnOnce(),
) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = TcpListener::from_std(listener)?;
        ready();
        tokio::spawn(accept(listener, backend));
        stopped.await;
        Ok(())
    })
}

async fn accept(listener: TcpListener, backend: Arc<Backend>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(converse(stream, Arc::clone(&backend)));
            }
            // Such as too many open files: some may be closed by and by.
            Err(_) => tokio::time::sleep(PAUSE_AFTER_REFUSED_CONNECTION).await,
        }
    }
}

async fn converse(stream: TcpStream, backend: Arc<Backend>) {
    drop(stream.set_nodelay(true));
    let service = service_fn(|request| respond(Arc::clone(&backend), request));
    let connection = http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service);
    // The other end went away or does not speak HTTP: there is nobody to tell.
    drop(connection.await);
}

async fn respond(backend: Arc<Backend>, request: Request<Incoming>) -> Result<Response<Outgoing>, CutOff> {
    let (head, body) = request.into_parts();
    let whole = |answer| Reply { answer, delivery: Delivery::Whole };
    let reply = match Limited::new(body, MAX_BODY).collect().await {
        Ok(body) => {
            // On its own, so that it comes to its end though nobody waits for the answer any more.
            let answering = tokio::spawn(async move { backend.answer(&head, &body.to_bytes()).await });
            answering.await.unwrap_or_default()
        }
        Err(error) if error.is::<LengthLimitError>() => {
            let message = format!("Invalid request: the body is longer than {MAX_BODY} bytes");
            Some(whole(backend.refuse(&head, ApiError::invalid(message).status(StatusCode::PAYLOAD_TOO_LARGE))))
        }
        Err(_) => Some(whole(backend.refuse(&head, ApiError::invalid("Invalid request: the body is incomplete")))),
    };
    let Reply { answer, delivery } = reply.ok_or(CutOff)?;
    Ok(answer.map(|body| Outgoing::new(body, delivery)))
}
