//! Hands the target triple to the program: results are the same bytes per target.

fn main() {
    let target = std::env::var("TARGET").unwrap_or_else(|_| "unknown".to_owned());
    println!("cargo::rustc-env=NANDUTI_TARGET={target}");
    println!("cargo::rerun-if-changed=build.rs");
}
