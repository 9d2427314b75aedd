//! A look at a site on this machine only, which follows the files that it is made from.
//!
//! Open pages listen to `/__preview/events` and load themselves again when the site is another one. What they need for that
//! stands under `/__preview/` and is in no site that is built.

mod answer;
mod shown;
mod watch;

use std::io::Write;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::Request;
use futures_util::future::{Either, select};
use tokio::sync::watch as channel;

use super::CliError;
use super::site::Site;
use shown::Shown;
pub(super) use shown::Told;

/// How often the files are looked at.
const LOOK_EVERY: Duration = Duration::from_millis(330);

/// What makes the site, and from which files.
pub(super) trait Maker: Send + 'static {
    /// The files that the site is made from, as they are named now.
    fn input_files(&self) -> Vec<PathBuf>;
    /// Makes the site, and tells what was found in the story, also where there is no site.
    fn make(&self) -> (Told, Result<Site, CliError>);
}

/// Serves a site on 127.0.0.1 until Ctrl+C, and makes it anew when its files change; `started` is given the address.
/// Port 0 takes any free one.
///
/// # Errors
/// Why there is no site to begin with; [`CliError::PortTaken`] when another program has the port, [`CliError::Serve`]
/// when the system refuses.
pub(super) fn serve(
    maker: impl Maker,
    port: u16,
    started: impl FnOnce(&str),
) -> Result<(), CliError> {
    let seen = watch::look(&maker.input_files());
    let (told, site) = maker.make();
    let (sender, shown) = channel::channel(Arc::new(Shown::new(site?, told)));
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_io()
        .build()
        .map_err(CliError::Serve)?;
    runtime.block_on(async move {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", port))
            .await
            .map_err(|error| match error.kind() {
                std::io::ErrorKind::AddrInUse => CliError::PortTaken { port },
                _ => CliError::Serve(error),
            })?;
        let address = listener.local_addr().map_err(CliError::Serve)?;
        let stopped = Box::pin(tokio::signal::ctrl_c());
        started(&format!("http://{address}/"));
        std::thread::spawn(move || follow(&maker, seen, &sender));
        let router = Router::new().fallback(move |request: Request<axum::body::Body>| {
            let shown = shown.clone();
            async move { answer::answer(&shown, &request) }
        });
        let serving = axum::serve(listener, router).into_future();
        match select(Box::pin(serving), stopped).await {
            Either::Left((served, _)) => served.map_err(CliError::Serve),
            Either::Right((stopped, _)) => stopped.map_err(CliError::Serve),
        }
    })
}

/// Makes the site anew whenever its files have changed and rest again, as long as somebody is served.
fn follow(maker: &impl Maker, mut seen: watch::Look, sender: &channel::Sender<Arc<Shown>>) {
    while !sender.is_closed() {
        std::thread::sleep(LOOK_EVERY);
        let now = watch::look(&maker.input_files());
        if now == seen {
            continue;
        }
        // An editor may still be writing.
        std::thread::sleep(LOOK_EVERY);
        if watch::look(&maker.input_files()) != now {
            continue;
        }
        seen = now;
        let (told, site) = maker.make();
        let before = Arc::clone(&sender.borrow());
        let next = match site {
            Ok(site) => {
                let (records, issues) = (told.records, told.issues);
                // Nobody may be reading any more, which is no reason to stop.
                let _ = writeln!(
                    std::io::stdout(),
                    "rebuilt: {records} records, {issues} issues"
                );
                Shown::new(site, told)
            }
            Err(error) => {
                eprintln!("error: {error}");
                eprintln!("the last site that could be made is still shown");
                before.with_problem(&error, told)
            }
        };
        sender.send_replace(Arc::new(next));
    }
}
