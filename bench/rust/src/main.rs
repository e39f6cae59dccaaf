//! Runs rs-trafilatura for the benchmark:
//!
//!     peer SYSTEM < requests > responses
//!
//! The conversation is described in ../worker/worker.go: all requests are
//! read, a small page is cleaned, and then the clock runs.

use std::fs;
use std::io::{self, BufRead, Write};
use std::panic::{self, AssertUnwindSafe};
use std::time::Instant;

use rs_trafilatura::{Options, extract_bytes_with_options};
use serde_json::{Value, json};

const VERSION: &str = "0.2.2"; // as pinned in Cargo.toml
const WARMUP: &str = r#"<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>The bridge opens</title></head><body><article>
<h1>The bridge opens</h1><p>The new bridge over the river opens in May, said the mayor on Monday, after three years of work.</p>
<p>It replaces a ferry that had carried people, bicycles and the occasional cow for more than a hundred years.</p></article></body></html>"#;

/// The page type is left to the library's own classifier.
fn extract(html: &[u8], url: &str) -> Result<Value, String> {
    let options = Options { url: Some(url.to_string()), include_comments: false, ..Options::default() };
    let result = extract_bytes_with_options(html, &options).map_err(|e| e.to_string())?;
    let date = result.metadata.date.as_ref().map(|d| d.date_naive().to_string());
    Ok(json!({
        "text": result.content_text,
        "title": result.metadata.title.unwrap_or_default(),
        "author": result.metadata.author.unwrap_or_default(),
        "date": date.unwrap_or_default(),
    }))
}

fn answer(request: &Value) -> Value {
    let field = |name: &str| request[name].as_str().unwrap_or_default();
    let run = || fs::read(field("file")).map_err(|e| e.to_string()).and_then(|html| extract(&html, field("url")));
    let mut response = match panic::catch_unwind(AssertUnwindSafe(run)) {
        Ok(Ok(response)) => response,
        Ok(Err(e)) => json!({ "error": e }),
        Err(_) => json!({ "error": "panic" }),
    };
    response["id"] = request["id"].clone();
    response
}

/// CPU seconds of the process so far, user and system.
fn cpu() -> f64 {
    let mut usage: libc::rusage = unsafe { std::mem::zeroed() };
    unsafe { libc::getrusage(libc::RUSAGE_SELF, &mut usage) };
    let seconds = |t: libc::timeval| t.tv_sec as f64 + t.tv_usec as f64 / 1e6;
    seconds(usage.ru_utime) + seconds(usage.ru_stime)
}

/// The high-water mark of resident memory, in bytes.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let kilobytes = status
        .lines()
        .find_map(|l| l.strip_prefix("VmHWM:"))
        .and_then(|l| l.split_whitespace().next())
        .and_then(|n| n.parse::<u64>().ok());
    kilobytes.unwrap_or(0) << 10
}

fn main() -> io::Result<()> {
    panic::set_hook(Box::new(|_| {}));
    let mut requests = Vec::new();
    for line in io::stdin().lock().lines() {
        requests.push(serde_json::from_str::<Value>(&line?)?);
    }
    if let Err(e) = extract(WARMUP.as_bytes(), "https://example.com/") {
        eprintln!("warm-up: {e}");
        std::process::exit(1);
    }
    let (start_cpu, start) = (cpu(), Instant::now());
    let responses: Vec<Value> = requests.iter().map(answer).collect();
    let stats = json!({
        "start_cpu": start_cpu, "cpu": cpu() - start_cpu, "wall": start.elapsed().as_secs_f64(),
        "peak": peak(), "version": VERSION,
    });
    let mut out = io::BufWriter::new(io::stdout().lock());
    for r in responses {
        writeln!(out, "{r}")?;
    }
    writeln!(out, "{}", json!({ "stats": stats }))?;
    out.flush()
}
