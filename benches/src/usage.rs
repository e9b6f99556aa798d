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

/// A figure as JSON: six decimals, or null.
pub fn told(figure: Option<f64>) -> String {
    figure.map_or_else(|| "null".to_owned(), |figure| format!("{figure:.6}"))
}

/// Seconds on a processor of all threads alive: the first field of their `schedstat`,
/// nanoseconds; else user and system ticks.
fn cpu() -> Option<f64> {
    by_thread().or_else(by_ticks)
}

fn by_thread() -> Option<f64> {
    let mut nanoseconds = 0.0;
    for thread in std::fs::read_dir("/proc/self/task").ok()? {
        let text = std::fs::read_to_string(thread.ok()?.path().join("schedstat")).ok()?;
        nanoseconds += text.split_whitespace().next()?.parse::<f64>().ok()?;
    }
    Some(nanoseconds / 1e9)
}

/// Fields 14 and 15 of `/proc/self/stat`, counted after the name.
fn by_ticks() -> Option<f64> {
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
