//! Time and memory of this process, where the system tells.

use std::time::Instant;

/// Clock ticks a second in `/proc`, on every Linux of today.
const TICKS: f64 = 100.0;

/// What was spent since a start.
#[derive(Clone, Copy, Debug)]
pub struct Usage {
    wall: Instant,
    cpu_s: Option<f64>,
}

/// What was spent.
#[derive(Clone, Copy, Debug)]
pub struct Spent {
    /// Processor seconds of all threads; absent where the system does not tell.
    pub cpu_s: Option<f64>,
    /// Seconds by the clock.
    pub wall_s: f64,
    /// Greatest resident memory so far, megabytes; absent where the system does not tell.
    pub peak_rss_mb: Option<f64>,
}

impl Usage {
    /// Starts counting.
    pub fn start() -> Self {
        Self { wall: Instant::now(), cpu_s: cpu() }
    }

    /// What was spent since.
    pub fn so_far(&self) -> Spent {
        Spent {
            cpu_s: cpu().zip(self.cpu_s).map(|(now, then)| now - then),
            wall_s: self.wall.elapsed().as_secs_f64(),
            peak_rss_mb: peak(),
        }
    }
}

impl Spent {
    /// The quicker of two passes, figure by figure; memory is the greatest so far.
    #[must_use]
    pub fn quicker(self, other: Self) -> Self {
        let least = self.cpu_s.zip(other.cpu_s).map(|(a, b)| a.min(b));
        Self {
            cpu_s: least.or(self.cpu_s).or(other.cpu_s),
            wall_s: self.wall_s.min(other.wall_s),
            peak_rss_mb: other.peak_rss_mb.or(self.peak_rss_mb),
        }
    }
}

/// A figure as JSON: six decimals, or null.
pub fn told(figure: Option<f64>) -> String {
    figure.map_or_else(|| "null".to_owned(), |figure| format!("{figure:.6}"))
}

/// Processor seconds of all threads that live: in nanoseconds where the kernel keeps them, else in
/// ticks of a hundredth.
fn cpu() -> Option<f64> {
    nanoseconds().map(|sum| sum * 1e-9).or_else(ticks)
}

/// Field 1 of `/proc/self/task/*/schedstat`, added up over the threads.
fn nanoseconds() -> Option<f64> {
    let mut sum = 0.0;
    for task in std::fs::read_dir("/proc/self/task").ok()?.flatten() {
        let stat = std::fs::read_to_string(task.path().join("schedstat")).ok()?;
        sum += stat.split_whitespace().next()?.parse::<f64>().ok()?;
    }
    (sum > 0.0).then_some(sum)
}

/// User and system seconds: fields 14 and 15 of `/proc/self/stat`, counted after the name.
fn ticks() -> Option<f64> {
    let stat = std::fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit(')').next()?.split_whitespace().collect();
    let ticks = |at: usize| fields.get(at)?.parse::<f64>().ok();
    Some((ticks(11)? + ticks(12)?) / TICKS)
}

fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    Some(line.split_whitespace().nth(1)?.parse::<f64>().ok()? / 1024.0)
}
