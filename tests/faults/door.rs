//! An address that can be closed, so that it refuses connections, and opened again.

use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

use tokio::net::TcpSocket;

/// What is done with a connection.
pub type Serve = Arc<dyn Fn(TcpStream) + Send + Sync>;

pub struct Door {
    address: SocketAddr,
    /// Bound and never listening: it keeps the port from everybody else while the door is closed.
    _place: TcpSocket,
    open: Mutex<Option<Open>>,
}

struct Open {
    closing: Arc<AtomicBool>,
    listener: JoinHandle<()>,
}

impl Door {
    /// A closed one.
    pub fn new() -> Self {
        let place = TcpSocket::new_v4().unwrap();
        // Listeners of the standard library have this too; so both may have the port.
        place.set_reuseaddr(true).unwrap();
        place.bind("127.0.0.1:0".parse().unwrap()).unwrap();
        Self { address: place.local_addr().unwrap(), _place: place, open: Mutex::new(None) }
    }

    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub fn open(&self, serve: Serve) {
        let listener = TcpListener::bind(self.address).unwrap();
        let closing = Arc::new(AtomicBool::new(false));
        let closed = Arc::clone(&closing);
        let listener = thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if closed.load(Ordering::SeqCst) {
                    return;
                }
                let serve = Arc::clone(&serve);
                thread::spawn(move || serve(stream));
            }
        });
        *self.open.lock().unwrap() = Some(Open { closing, listener });
    }

    /// From now on nobody listens.
    pub fn close(&self) {
        let Some(open) = self.open.lock().unwrap().take() else { return };
        open.closing.store(true, Ordering::SeqCst);
        // The listener wakes up for a connection only.
        drop(TcpStream::connect(self.address));
        open.listener.join().unwrap();
    }

    pub fn is_open(&self) -> bool {
        self.open.lock().unwrap().is_some()
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        self.close();
    }
}
