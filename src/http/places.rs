//! How many connections may be open at once: of all clients together, and of one.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{Arc, Mutex, PoisonError},
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::{limits::Limits, throttle::network};

/// One client may have so large a part of the connections: a quarter.
const SHARE: usize = 4;

/// Places for connections.
pub(super) struct Places {
    free: Arc<Semaphore>,
    /// How many one client may have, where clients are told apart.
    each: usize,
    had: Arc<Had>,
}

/// How many each client has.
type Had = Mutex<HashMap<IpAddr, usize>>;

/// A connection's place, its own until it is dropped.
pub(super) struct Place {
    _taken: OwnedSemaphorePermit,
    client: IpAddr,
    had: Arc<Had>,
}

impl Places {
    /// As many as the settings say. Where a client's rate is not bounded it may have all of them, and behind a proxy all come from the proxy.
    pub(super) fn of(limits: &Limits) -> Self {
        let told_apart = limits.rate.is_some() && limits.proxies == 0;
        let each = if told_apart { limits.connections.div_ceil(SHARE) } else { limits.connections };
        Self { free: Arc::new(Semaphore::new(limits.connections)), each, had: Arc::default() }
    }

    /// Waits until there is one.
    pub(super) async fn free(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.free).acquire_owned().await.ok()
    }

    /// Gives a free one to a client; to none that has its share.
    pub(super) fn give(&self, free: OwnedSemaphorePermit, client: IpAddr) -> Option<Place> {
        let client = network(client);
        let mut had = self.had.lock().unwrap_or_else(PoisonError::into_inner);
        let own = had.entry(client).or_default();
        if *own >= self.each {
            return None;
        }
        *own += 1;
        Some(Place { _taken: free, client, had: Arc::clone(&self.had) })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut had = self.had.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(own) = had.get_mut(&self.client) {
            *own -= 1;
            if *own == 0 {
                had.remove(&self.client);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    fn places(config: Config) -> Places {
        Places::of(&Limits::of(&config))
    }

    fn given(places: &Places, client: &str) -> Option<Place> {
        let free = Arc::clone(&places.free).try_acquire_owned().ok()?;
        places.give(free, client.parse().unwrap())
    }

    #[test]
    fn one_client_has_a_quarter_and_others_the_rest() {
        let places = places(Config { connections: 8, rate: 100, ..Config::default() });
        let mut own: Vec<Place> = (0..5).filter_map(|_| given(&places, "192.0.2.1")).collect();
        assert_eq!(own.len(), 2);
        let others: Vec<Place> = (2..9).filter_map(|n| given(&places, &format!("192.0.2.{n}"))).collect();
        assert_eq!(others.len(), 6, "all that are left");
        own.pop();
        assert!(given(&places, "192.0.2.1").is_some(), "one that was given back");
        drop((own, others));
        assert!(places.had.lock().unwrap().is_empty(), "nobody is remembered who has none");
    }

    #[test]
    fn where_clients_are_not_told_apart_one_may_have_all() {
        for config in [
            Config { connections: 8, ..Config::default() },
            Config { connections: 8, rate: 100, proxies: 1, ..Config::default() },
        ] {
            let places = places(config);
            assert_eq!((0..9).filter_map(|_| given(&places, "192.0.2.1")).collect::<Vec<_>>().len(), 8);
        }
    }
}
