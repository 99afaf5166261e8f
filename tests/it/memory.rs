//! Memory: what nobody asks for is read past, whatever its size.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::generator;

/// Bytes of the generated snapshot.
const SNAPSHOT: u64 = 100 << 20;
/// Most resident memory, in KiB.
const MOST: u64 = 96 << 10;

/// Runs in release through `.ci/run`: a debug build would take minutes.
#[cfg(target_os = "linux")]
#[test]
#[ignore = "reads 100 MiB twice; `.ci/run` runs it in release"]
fn a_snapshot_of_100_mib_stays_under_96_mib_whatever_the_threads() {
    let (folder, outputs) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (buckets, volumes) = generator::submission(folder.path(), SNAPSHOT, 7);
    let (one, two) = (outputs.path().join("one.json"), outputs.path().join("two.json"));
    let peaks = [audit(folder.path(), "1", &one), audit(folder.path(), "2", &two)];
    let text = std::fs::read_to_string(&one).unwrap();
    assert!(text == std::fs::read_to_string(&two).unwrap(), "one thread and two give other bytes");
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    for (requirement, count) in [("GC22-STO-007", buckets), ("GC22-ENC-002", volumes)] {
        let mut found = Vec::new();
        populations(&json["findings"], requirement, &mut found);
        assert!(found.contains(&count), "{requirement}: {found:?}, not {count}");
    }
    assert!(
        peaks.iter().all(|peak| (1..MOST).contains(peak)),
        "peaks {} and {} KiB",
        peaks[0],
        peaks[1]
    );
}

/// Audits into `output`; returns the peak of resident memory in KiB.
fn audit(submission: &Path, jobs: &str, output: &Path) -> u64 {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sekisho"))
        .args(["audit", "--format", "json", "--jobs", jobs, "--output"])
        .args([output, submission])
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().unwrap().is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let high = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib = high.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok());
        peak = peak.max(kib.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(2));
    }
    peak
}

/// Every `population.seen` below the finding of a requirement.
fn populations(findings: &serde_json::Value, requirement: &str, into: &mut Vec<u64>) {
    let finding =
        findings.as_array().unwrap().iter().find(|one| one["requirement"] == requirement).unwrap();
    let mut nodes = vec![&finding["criterion"]];
    while let Some(node) = nodes.pop() {
        into.extend(node["population"]["seen"].as_u64());
        nodes.extend(node["children"].as_array().into_iter().flatten());
    }
}
