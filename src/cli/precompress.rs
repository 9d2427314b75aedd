//! Files compressed ahead, for hosts that send `name.br` or `name.gz` in place of `name`.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use flate2::write::GzEncoder;

/// The endings of compressed files.
pub(super) const ENDINGS: [&str; 2] = ["br", "gz"];

/// The ending of a compressed file, and what makes one.
type Packer = (&'static str, fn(&[u8]) -> Option<Vec<u8>>);

const PACKERS: [Packer; 2] = [("br", brotli), ("gz", gzip)];

/// Files whose content can be made smaller.
const COMPRESSIBLE: [&str; 9] = [
    "html", "js", "css", "json", "geojson", "wasm", "svg", "csv", "txt",
];
/// Smaller files fit into one packet anyway.
const LEAST_BYTES: usize = 1024;
/// A compressed file is kept when it is at most this share of the other.
const MOST_OF_PLAIN: f64 = 0.9;

/// Brotli's best quality takes a second and a half for a megabyte, the other one fifteen megabytes a second; larger files get that.
const BEST_BYTES: usize = 6_000_000;
const QUALITIES: [i32; 2] = [11, 9];
/// The largest window that browsers take (RFC 7932, section 9.1), as a power of two.
const WINDOW_LOG: i32 = 24;

/// The compressed files that belong beside these, by path. One and the same content gives one and the same bytes: there
/// is no time and no name in them.
pub(super) fn compressed(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let wanted = files.iter().filter(|(path, content)| gains(path, content));
    let mut wanted: Vec<(&str, &[u8], Packer)> = wanted
        .flat_map(|(path, content)| PACKERS.map(|packer| (path.as_str(), &content[..], packer)))
        .collect();
    // The longest work first, so that no worker is left with it at the end.
    wanted.sort_by_key(|(_, content, _)| std::cmp::Reverse(content.len()));
    let (next, found) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    let work = || {
        while let Some((path, content, (ending, pack))) =
            wanted.get(next.fetch_add(1, Ordering::Relaxed))
        {
            let most = MOST_OF_PLAIN * content.len() as f64;
            if let Some(packed) = pack(content).filter(|packed| packed.len() as f64 <= most)
                && let Ok(mut found) = found.lock()
            {
                found.insert(format!("{path}.{ending}"), packed);
            }
        }
    };
    std::thread::scope(|scope| {
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        for _ in 0..workers {
            scope.spawn(work);
        }
    });
    found.into_inner().unwrap_or_default()
}

/// Whether a file may gain.
fn gains(path: &str, content: &[u8]) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').map(|(_, extension)| extension);
    // What only a host reads needs nothing.
    let is_for_hosts = name == "vercel.json";
    let is_compressible = extension.is_some_and(|found| COMPRESSIBLE.contains(&found));
    content.len() >= LEAST_BYTES && is_compressible && !is_for_hosts
}

fn brotli(content: &[u8]) -> Option<Vec<u8>> {
    let [best, fast] = QUALITIES;
    let params = brotli::enc::BrotliEncoderParams {
        quality: if content.len() <= BEST_BYTES {
            best
        } else {
            fast
        },
        lgwin: WINDOW_LOG,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut out, &params).ok()?;
    Some(out)
}

fn gzip(content: &[u8]) -> Option<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(content).ok()?;
    encoder.finish().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn what_gains_is_compressed_and_comes_back() {
        let long = "a line of text, and another one\n".repeat(100).into_bytes();
        // Bytes that look random: the high bits of a linear congruence.
        let noise = (0..4096u32).scan(1u32, |state, _| {
            *state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            Some((*state >> 24) as u8)
        });
        let files: BTreeMap<String, Vec<u8>> = [
            ("index.html", long.clone()),
            ("data/story.geojson", long.clone()),
            ("short.css", b"a {}".to_vec()),
            ("noise.wasm", noise.collect()),
            ("card.png", long.clone()),
            ("vercel.json", long.clone()),
        ]
        .map(|(path, content)| (path.to_owned(), content))
        .into();
        let found = compressed(&files);
        let paths: Vec<&str> = found.keys().map(String::as_str).collect();
        assert_eq!(
            paths,
            [
                "data/story.geojson.br",
                "data/story.geojson.gz",
                "index.html.br",
                "index.html.gz"
            ]
        );
        let mut plain = Vec::new();
        flate2::read::GzDecoder::new(&found["index.html.gz"][..])
            .read_to_end(&mut plain)
            .unwrap();
        assert_eq!(plain, long);
        plain.clear();
        brotli::BrotliDecompress(&mut &found["index.html.br"][..], &mut plain).unwrap();
        assert_eq!(plain, long);
        // The time in the header of gzip (RFC 1952, section 2.3.1).
        assert_eq!(found["index.html.gz"][4..8], [0; 4]);
        assert_eq!(found, compressed(&files));
    }
}
