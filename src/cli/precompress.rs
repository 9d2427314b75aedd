//! Files compressed ahead, for hosts that send `name.br` or `name.gz` in place of `name`.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use flate2::write::GzEncoder;

/// The endings of compressed files.
pub(super) const ENDINGS: [&str; 2] = ["br", "gz"];

/// Files whose content can be made smaller.
const COMPRESSIBLE: [&str; 9] = [
    "html", "js", "css", "json", "geojson", "wasm", "svg", "csv", "txt",
];
/// Smaller files fit into one packet anyway.
const LEAST_BYTES: usize = 1024;
/// A compressed file is kept when it is at most this share of the other.
const MOST_OF_PLAIN: f64 = 0.9;

/// Brotli's quality by size: 11 takes a second for about a megabyte, 9 for ten, 5 for fifty.
const QUALITIES: [(usize, i32); 3] = [(6_000_000, 11), (40_000_000, 9), (usize::MAX, 5)];
/// The largest window that browsers take (RFC 7932, section 9.1), as a power of two.
const WINDOW_LOG: i32 = 24;
/// Larger files get gzip's usual level in place of its best.
const BEST_GZIP_BYTES: usize = 10_000_000;

/// The compressed files that belong beside these, by path. One and the same content gives one and the same bytes: there
/// is no time and no name in them.
pub(super) fn compressed(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let wanted: Vec<(&String, &Vec<u8>)> = files
        .iter()
        .filter(|(path, content)| gains(path, content))
        .collect();
    let (next, found) = (AtomicUsize::new(0), Mutex::new(BTreeMap::new()));
    let work = || {
        while let Some((path, content)) = wanted.get(next.fetch_add(1, Ordering::Relaxed)) {
            for (ending, packed) in [("br", brotli(content)), ("gz", gzip(content))] {
                let most = MOST_OF_PLAIN * content.len() as f64;
                if let Some(packed) = packed.filter(|packed| packed.len() as f64 <= most)
                    && let Ok(mut found) = found.lock()
                {
                    found.insert(format!("{path}.{ending}"), packed);
                }
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
    let quality = QUALITIES.iter().find(|(most, _)| content.len() <= *most);
    let params = brotli::enc::BrotliEncoderParams {
        quality: quality.map_or(5, |(_, quality)| *quality),
        lgwin: WINDOW_LOG,
        size_hint: content.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &*content, &mut out, &params).ok()?;
    Some(out)
}

fn gzip(content: &[u8]) -> Option<Vec<u8>> {
    let level = match content.len() > BEST_GZIP_BYTES {
        true => flate2::Compression::default(),
        false => flate2::Compression::best(),
    };
    let mut encoder = GzEncoder::new(Vec::new(), level);
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
