//! A proxy that passes every byte on, both ways, and keeps it.

use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// What went over one connection.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    /// To the server.
    pub up: Vec<u8>,
    /// From the server.
    pub down: Vec<u8>,
}

type Shared = Arc<Mutex<Vec<Recording>>>;

/// A running proxy on this machine; it takes no more connections once it is dropped.
#[derive(Debug)]
pub struct Recorder {
    address: SocketAddr,
    taken: Shared,
    stop: Arc<AtomicBool>,
}

impl Recorder {
    /// Listens on a free port of this machine and passes on to `server`, which may come and go.
    ///
    /// # Errors
    /// Where no port is free.
    pub fn before(server: SocketAddr) -> std::io::Result<Self> {
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let address = listener.local_addr()?;
        let (taken, stop) = (Shared::default(), Arc::new(AtomicBool::new(false)));
        let (shared, stopped) = (Arc::clone(&taken), Arc::clone(&stop));
        thread::spawn(move || {
            for phone in listener.incoming().flatten() {
                if stopped.load(Ordering::Relaxed) {
                    break;
                }
                // A server that is not there is a connection that closes.
                let Ok(server) = TcpStream::connect(server) else { continue };
                pass_on(phone, server, &shared);
            }
        });
        Ok(Self { address, taken, stop })
    }

    /// Where it listens.
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Everything so far, one entry a connection.
    pub fn taken(&self) -> Vec<Recording> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        // Wakes the thread that waits for somebody.
        let _ = TcpStream::connect(self.address);
    }
}

/// Starts both ways of a connection.
fn pass_on(phone: TcpStream, server: TcpStream, taken: &Shared) {
    let Ok((from_phone, from_server)) = phone.try_clone().and_then(|one| Ok((one, server.try_clone()?)))
    else {
        return;
    };
    let place = {
        let mut all = taken.lock().unwrap_or_else(PoisonError::into_inner);
        all.push(Recording::default());
        all.len() - 1
    };
    let (up, down) = (Arc::clone(taken), Arc::clone(taken));
    thread::spawn(move || copy(from_phone, server, &up, place, |recording| &mut recording.up));
    thread::spawn(move || copy(from_server, phone, &down, place, |recording| &mut recording.down));
}

/// Copies until one side ends; a byte is kept before it is passed on.
fn copy(
    mut from: TcpStream,
    mut to: TcpStream,
    taken: &Shared,
    place: usize,
    side: fn(&mut Recording) -> &mut Vec<u8>,
) {
    let mut room = [0; 16 * 1024];
    while let Ok(n @ 1..) = from.read(&mut room) {
        let Some(bytes) = room.get(..n) else { break };
        if let Some(recording) = taken.lock().unwrap_or_else(PoisonError::into_inner).get_mut(place) {
            side(recording).extend_from_slice(bytes);
        }
        if to.write_all(bytes).is_err() {
            break;
        }
    }
    let _ = to.shutdown(Shutdown::Write);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_passed_on_and_kept_and_a_server_may_be_gone() {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let recorder = Recorder::before(listener.local_addr().unwrap()).unwrap();
        let mut phone = TcpStream::connect(recorder.address()).unwrap();
        let (mut server, _) = listener.accept().unwrap();
        phone.write_all(b"question").unwrap();
        phone.shutdown(Shutdown::Write).unwrap();
        let mut heard = String::new();
        server.read_to_string(&mut heard).unwrap();
        server.write_all(b"answer").unwrap();
        drop(server);
        let mut said = String::new();
        phone.read_to_string(&mut said).unwrap();
        assert_eq!((heard.as_str(), said.as_str()), ("question", "answer"));
        let taken = recorder.taken();
        assert_eq!((taken[0].up.as_slice(), taken[0].down.as_slice()), (&b"question"[..], &b"answer"[..]));
        drop(listener);
        let mut nobody = TcpStream::connect(recorder.address()).unwrap();
        assert_eq!(nobody.read(&mut [0; 8]).unwrap_or(0), 0);
    }
}
