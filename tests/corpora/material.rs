//! Where the material lies. What is not there fails a test: none is skipped.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

/// The folder of a package that `tests/tools/ensure corpora` gets.
pub fn corpus(package: &str) -> PathBuf {
    let folder = |name: &str| env::var_os(name).filter(|path| !path.is_empty());
    let tools = folder("INCIDENT_MAP_TOOLS").map(PathBuf::from);
    let cache = || match folder("XDG_CACHE_HOME") {
        Some(cache) => PathBuf::from(cache),
        None => Path::new(&folder("HOME").expect("HOME is set")).join(".cache"),
    };
    let tools = tools.unwrap_or_else(|| cache().join("incident-map"));
    let found = tools.join("corpora").join(package);
    assert!(
        found.is_dir(),
        "{package} is not in {}: `tests/tools/ensure corpora` gets it",
        found.display()
    );
    found
}

/// The source of a crate that this package depends on, of the version in `Cargo.lock`.
pub fn crate_source(name: &str) -> PathBuf {
    // For this machine alone: what other platforms need may not be there.
    let host = told("rustc", &["--print", "host-tuple"]);
    let host = String::from_utf8(host).unwrap();
    let only = format!("--filter-platform={}", host.trim());
    let options = [
        "metadata",
        "--format-version=1",
        "--locked",
        "--offline",
        &only,
    ];
    let told: Value = serde_json::from_slice(&told(env!("CARGO"), &options)).unwrap();
    let packages = told["packages"].as_array().unwrap();
    let package = packages.iter().find(|package| package["name"] == name);
    let manifest = package.expect("the crate is a dependency")["manifest_path"].as_str();
    Path::new(manifest.unwrap()).parent().unwrap().to_owned()
}

/// What a program prints.
pub fn told(program: &str, options: &[&str]) -> Vec<u8> {
    let mut command = Command::new(program);
    command
        .args(options)
        .current_dir(env!("CARGO_MANIFEST_DIR"));
    let output = command
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{program} {options:?}: {complaint}"
    );
    output.stdout
}

/// The files below a folder, in order, by their paths below it.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut waiting = vec![folder.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap();
                let name = name.to_string_lossy().replace('\\', "/");
                found.push((name, fs::read(&path).unwrap()));
            }
        }
    }
    found.sort();
    found
}
