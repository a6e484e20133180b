//! The way between a browser and the server, which can be cut or held in the middle of a file: a real server,
//! real browsers, and between them what a bad signal does.

use anyhow::{Context, Result};
use std::{
    io::{Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError},
    thread,
};
use tanomo_browsers::Site;

/// A port of this machine that leads to a site.
pub struct Wire {
    port: u16,
    way: Arc<Way>,
}

struct Way {
    server: u16,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    rule: Rule,
    open: Vec<TcpStream>,
}

#[derive(Clone, Default, PartialEq)]
enum Rule {
    #[default]
    Through,
    /// Nobody answers.
    Cut,
    /// Becomes `Cut` when this path is asked for.
    CutAt(String),
    /// Whoever asks for this path waits.
    HoldAt(String),
}

impl Wire {
    /// A wire to a running site.
    pub fn to(site: &Site) -> Result<Self> {
        let url = site.url("");
        let server = url.rsplit(':').next().context("a port")?.parse()?;
        let listener = TcpListener::bind(("127.0.0.1", 0))?;
        let port = listener.local_addr()?.port();
        let way = Arc::new(Way { server, state: Mutex::default(), changed: Condvar::new() });
        let ways = way.clone();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let way = ways.clone();
                thread::spawn(move || way.carry(client));
            }
        });
        Ok(Self { port, way })
    }

    /// The address of a page through the wire.
    pub fn url(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.port)
    }

    /// Cuts it at once: the server is gone.
    pub fn cut(&self) {
        self.way.set(Rule::Cut);
    }

    /// Cuts it in the moment when `path` is asked for.
    pub fn cut_at(&self, path: &str) {
        self.way.set(Rule::CutAt(path.to_owned()));
    }

    /// Lets nothing come to whoever asks for `path`, until [`Wire::mend`].
    pub fn hold_at(&self, path: &str) {
        self.way.set(Rule::HoldAt(path.to_owned()));
    }

    /// Lets everything through again.
    pub fn mend(&self) {
        self.way.set(Rule::Through);
    }

    /// Whether it is cut now.
    pub fn is_cut(&self) -> bool {
        self.way.state().rule == Rule::Cut
    }
}

impl Drop for Wire {
    fn drop(&mut self) {
        self.cut();
    }
}

impl Way {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, rule: Rule) {
        let mut state = self.state();
        if rule == Rule::Cut {
            for stream in state.open.drain(..) {
                let _ = stream.shutdown(Shutdown::Both);
            }
        }
        state.rule = rule;
        self.changed.notify_all();
    }

    /// One connection, until either side ends it. What goes wrong on it the browser sees as a broken one.
    fn carry(&self, client: TcpStream) {
        let Ok(server) = TcpStream::connect(("127.0.0.1", self.server)) else { return };
        let (Ok(from_server), Ok(to_client)) = (server.try_clone(), client.try_clone()) else { return };
        {
            let mut state = self.state();
            if state.rule == Rule::Cut {
                return;
            }
            state.open.extend([from_server, to_client].iter().flat_map(TcpStream::try_clone));
        }
        let (Ok(mut from_server), Ok(mut to_client)) = (server.try_clone(), client.try_clone()) else {
            return;
        };
        thread::spawn(move || {
            let _ = std::io::copy(&mut from_server, &mut to_client);
            let _ = to_client.shutdown(Shutdown::Both);
        });
        self.ask(client, server);
    }

    fn ask(&self, mut client: TcpStream, mut server: TcpStream) {
        let mut bytes = [0; 16 * 1024];
        while let Ok(count @ 1..) = client.read(&mut bytes) {
            let asked = String::from_utf8_lossy(&bytes[..count]).into_owned();
            if !self.passes(&asked) || server.write_all(&bytes[..count]).is_err() {
                break;
            }
        }
        let _ = server.shutdown(Shutdown::Both);
        let _ = client.shutdown(Shutdown::Both);
    }

    /// Waits where the rule says so; false where the wire is cut.
    fn passes(&self, asked: &str) -> bool {
        let wants = |path: &str| asked.contains(&format!("GET {path} "));
        let mut state = self.state();
        loop {
            match &state.rule {
                Rule::Cut => return false,
                Rule::CutAt(path) if wants(path) => {
                    drop(state);
                    self.set(Rule::Cut);
                    return false;
                }
                Rule::HoldAt(path) if wants(path) => {
                    state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner);
                }
                _ => return true,
            }
        }
    }
}
