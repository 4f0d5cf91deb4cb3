//! How times and memory are taken.
#![allow(clippy::cast_sign_loss, reason = "no share is less than nothing")]

use rustix::time::{ClockId, clock_gettime};
use std::{
    fs,
    time::{Duration, Instant},
};

/// How long some work takes.
pub fn time(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// The middle one of some numbers.
pub fn middle(numbers: Vec<f64>) -> f64 {
    let [middle] = shares(numbers, [0.5]);
    middle
}

/// The numbers below which these shares of all of them are.
pub fn shares<const N: usize>(mut numbers: Vec<f64>, shares: [f64; N]) -> [f64; N] {
    numbers.sort_by(f64::total_cmp);
    let last = numbers.len().saturating_sub(1) as f64;
    shares.map(|share| numbers.get((last * share).round() as usize).copied().unwrap_or(f64::NAN))
}

/// Microseconds.
pub fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// How long the process has been on a processor, all its threads together.
pub fn processor() -> Duration {
    clock(ClockId::ProcessCPUTime)
}

/// How long this thread has been on a processor: what others take on a shared machine is not in it.
pub fn own() -> Duration {
    clock(ClockId::ThreadCPUTime)
}

fn clock(id: ClockId) -> Duration {
    Duration::try_from(clock_gettime(id)).unwrap_or_default()
}

/// The bytes that the process has in memory.
pub fn resident() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB"));
    kilobytes
        .and_then(|kilobytes| kilobytes.trim().parse::<f64>().ok())
        .map_or(f64::NAN, |kilobytes| kilobytes * 1024.0)
}
