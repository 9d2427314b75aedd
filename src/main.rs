//! One program, two targets: the command natively, the web app as WebAssembly.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    incident_map::cli::run()
}

#[cfg(target_arch = "wasm32")]
fn main() {
    incident_map::app::start();
}
