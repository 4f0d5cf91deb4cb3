//! How times and memory are taken.
#![allow(clippy::cast_sign_loss, reason = "no share is less than nothing")]

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

/// The seconds that the process has been on a processor, all its threads together, to a hundredth.
pub fn processor() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// The bytes that the process has in memory.
pub fn resident() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmRSS:")?.trim().strip_suffix(" kB"));
    kilobytes
        .and_then(|kilobytes| kilobytes.trim().parse::<f64>().ok())
        .map_or(f64::NAN, |kilobytes| kilobytes * 1024.0)
}
