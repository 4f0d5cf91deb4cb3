//! How fast one client may ask: a bucket of tokens for each address, filled at a steady rate. Memory is bounded whoever asks.

use std::{
    collections::HashMap,
    net::{IpAddr, Ipv6Addr},
    num::NonZeroU16,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// How many clients are remembered at most.
const CLIENTS: usize = 16_384;
/// How many of them are forgotten at a time, where there are more.
const FORGOTTEN: usize = CLIENTS / 8;
/// How many seconds' worth may be asked at once.
const BURST_SECONDS: f64 = 2.0;

/// Buckets of all clients.
pub(super) struct Throttle {
    rate: f64,
    buckets: Mutex<HashMap<IpAddr, Bucket>>,
}

#[derive(Clone, Copy)]
struct Bucket {
    tokens: f64,
    at: Instant,
}

impl Throttle {
    /// So many requests a second for each client, and twice as many at once.
    pub(super) fn new(rate: NonZeroU16) -> Self {
        Self { rate: f64::from(rate.get()), buckets: Mutex::default() }
    }

    /// Takes a request from a client's bucket.
    ///
    /// # Errors
    /// How long to wait, where the bucket is empty.
    pub(super) fn take(&self, client: IpAddr, now: Instant) -> Result<(), Duration> {
        let full = self.rate * BURST_SECONDS;
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let filled = |bucket: Bucket| full.min(bucket.tokens + now.duration_since(bucket.at).as_secs_f64() * self.rate);
        let client = network(client);
        if buckets.len() >= CLIENTS && !buckets.contains_key(&client) {
            // A full bucket says nothing that a new one would not say.
            buckets.retain(|_, bucket| filled(*bucket) < full);
            if buckets.len() >= CLIENTS {
                // Those who have asked least are forgotten: they gain least by it, and who has asked too much gains nothing.
                let mut left: Vec<f64> = buckets.values().map(|bucket| filled(*bucket)).collect();
                let nth = left.len() - FORGOTTEN;
                let (_, least, _) = left.select_nth_unstable_by(nth, f64::total_cmp);
                let (least, mut forgotten) = (*least, 0);
                buckets.retain(|_, bucket| {
                    let goes = forgotten < FORGOTTEN && filled(*bucket) >= least;
                    forgotten += usize::from(goes);
                    !goes
                });
            }
        }
        let bucket = buckets.entry(client).or_insert(Bucket { tokens: full, at: now });
        let tokens = filled(*bucket);
        let missing = 1.0 - tokens;
        *bucket = Bucket { tokens: if missing > 0.0 { tokens } else { tokens - 1.0 }, at: now };
        if missing > 0.0 { Err(Duration::from_secs_f64(missing / self.rate)) } else { Ok(()) }
    }
}

/// What one client can choose among: of IPv6 a whole /64 is one client's.
pub(super) fn network(client: IpAddr) -> IpAddr {
    match client.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(throttle: &Throttle, client: &str, now: Instant, times: usize) -> usize {
        (0..times).filter(|_| throttle.take(client.parse().unwrap(), now).is_ok()).count()
    }

    #[test]
    fn a_client_has_twice_its_rate_at_once_and_its_rate_from_then_on() {
        let throttle = Throttle::new(NonZeroU16::new(10).unwrap());
        let start = Instant::now();
        assert_eq!(taken(&throttle, "192.0.2.1", start, 50), 20);
        assert_eq!(taken(&throttle, "192.0.2.2", start, 50), 20, "another has a bucket of its own");
        let wait = throttle.take("192.0.2.1".parse().unwrap(), start).unwrap_err();
        assert!(wait <= Duration::from_millis(101) && wait >= Duration::from_millis(99), "{wait:?}");
        assert_eq!(taken(&throttle, "192.0.2.1", start + Duration::from_secs(1), 50), 10);
        assert_eq!(taken(&throttle, "192.0.2.1", start + Duration::from_secs(60), 50), 20);
    }

    #[test]
    fn addresses_of_one_network_of_ipv6_are_one_client() {
        let throttle = Throttle::new(NonZeroU16::new(1).unwrap());
        let now = Instant::now();
        assert_eq!(taken(&throttle, "2001:db8::1", now, 2), 2);
        assert_eq!(taken(&throttle, "2001:db8::2", now, 2), 0);
        assert_eq!(taken(&throttle, "2001:db8:0:1::1", now, 2), 2);
        assert_eq!(taken(&throttle, "192.0.2.1", now, 1) + taken(&throttle, "::ffff:192.0.2.1", now, 2), 2);
    }

    #[test]
    fn however_many_ask_memory_is_bounded() {
        let throttle = Throttle::new(NonZeroU16::new(1).unwrap());
        let now = Instant::now();
        for number in 0..3 * u32::try_from(CLIENTS).unwrap() {
            throttle.take(IpAddr::from(number.to_be_bytes()), now).unwrap();
        }
        assert!(throttle.buckets.lock().unwrap().len() <= CLIENTS);
    }

    #[test]
    fn who_has_asked_too_much_is_not_forgotten_however_many_ask() {
        let throttle = Throttle::new(NonZeroU16::new(5).unwrap());
        let now = Instant::now();
        assert_eq!(taken(&throttle, "192.0.2.1", now, 50), 10);
        for number in 0..3 * u32::try_from(CLIENTS).unwrap() {
            throttle.take(IpAddr::from(number.to_be_bytes()), now).unwrap();
        }
        assert_eq!(taken(&throttle, "192.0.2.1", now, 50), 0);
    }
}
