//! Files that tell hosts which headers to send. All say what the table in [`super::headers`] says.
//!
//! | file | for |
//! |---|---|
//! | `_headers` | Netlify, Cloudflare Pages |
//! | `vercel.json` | Vercel |
//! | `.htaccess`, `assets/.htaccess` | Apache and its relatives; also precompressed files |
//! | `nginx.conf.example` | nginx, whose settings are not in the folder: to be copied by hand |
//! | `.nojekyll` | GitHub Pages, which then serves all files as they are; it sends no headers of ours |
//!
//! The first two are for a site at the top of its host, the third for any folder. Firebase has its settings above the
//! folder that is uploaded, so there is no file for it.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::headers::{Files, HASHED_FOLDER, Rule, SiteHeaders, TYPES};
use super::json::{list, object, text};

/// Files of a site that are neither in a folder nor pages, and change with the story.
pub(in crate::cli) const TOP_FILES: [&str; 5] = [
    "LICENSES.txt",
    "card.png",
    "oembed.json",
    "poster.png",
    "poster.svg",
];

/// The files for hosts by their paths.
pub(super) fn host_files(headers: &SiteHeaders, languages: &[String]) -> BTreeMap<String, Vec<u8>> {
    let rules = headers.rules();
    let htaccess_of_hashed = format!("{HASHED_FOLDER}.htaccess");
    [
        ("_headers", headers_file(&rules, languages)),
        ("vercel.json", vercel_json(&rules)),
        (".htaccess", htaccess(&rules)),
        (
            &htaccess_of_hashed,
            htaccess_headers(&rules, &[Files::Hashed]),
        ),
        ("nginx.conf.example", nginx_example(&rules)),
        (".nojekyll", String::new()),
    ]
    .map(|(path, content)| (path.to_owned(), content.into_bytes()))
    .into()
}

/// The headers of some files, by the rules that are for these very files.
fn of(rules: &[Rule], files: Files) -> impl Iterator<Item = &(&'static str, String)> {
    let rules = rules.iter().filter(move |rule| rule.files == files);
    rules.flat_map(|rule| &rule.headers)
}

/// `_headers`: patterns with headers below them. Each file matches one rule with `Cache-Control`, because hosts join
/// the values of several.
fn headers_file(rules: &[Rule], languages: &[String]) -> String {
    let mut patterns = vec![("/*".to_owned(), Files::All)];
    patterns.push((format!("/{HASHED_FOLDER}*"), Files::Hashed));
    let named = ["/", "/index.html", "/data/*", "/i18n/*"].map(str::to_owned);
    let top = TOP_FILES.map(|file| format!("/{file}"));
    let pages = languages.iter().skip(1).map(|tag| format!("/{tag}/*"));
    patterns.extend(
        named
            .into_iter()
            .chain(top)
            .chain(pages)
            .map(|pattern| (pattern, Files::Named)),
    );
    let mut out = String::new();
    for (pattern, files) in patterns {
        let _ = writeln!(out, "{pattern}");
        for (name, value) in of(rules, files) {
            let _ = writeln!(out, "  {name}: {value}");
        }
    }
    out
}

/// `vercel.json`. Without `trailingSlash` that host shows a language's page at an address where its relative
/// addresses lead elsewhere.
fn vercel_json(rules: &[Rule]) -> String {
    let rule = |rule: &Rule| {
        let source = match rule.files {
            Files::All => "/(.*)".to_owned(),
            Files::Hashed => format!("/{HASHED_FOLDER}(.*)"),
            Files::Named => format!("/((?!{HASHED_FOLDER}).*)"),
        };
        let headers = rule
            .headers
            .iter()
            .map(|(name, value)| object(&[("key", text(name)), ("value", text(value))]));
        object(&[("source", text(&source)), ("headers", list(headers))])
    };
    let settings = [
        ("trailingSlash", "true".to_owned()),
        ("headers", list(rules.iter().map(rule))),
    ];
    format!("{}\n", object(&settings))
}

/// The headers of some files for Apache.
fn htaccess_headers(rules: &[Rule], files: &[Files]) -> String {
    let mut out = String::from("<IfModule mod_headers.c>\n");
    for (name, value) in files.iter().flat_map(|files| of(rules, *files)) {
        let _ = writeln!(out, "  Header set {name} \"{value}\"");
    }
    out.push_str("</IfModule>\n");
    out
}

/// `.htaccess` of the top folder; the one in [`HASHED_FOLDER`] says what is otherwise there.
fn htaccess(rules: &[Rule]) -> String {
    let mut out = String::from(
        "# Headers, types and precompressed files for Apache. It needs AllowOverride FileInfo; what a host lacks is left out.\n",
    );
    out.push_str(&htaccess_headers(rules, &[Files::All, Files::Named]));
    out.push_str("<IfModule mod_mime.c>\n");
    for (extension, media, is_text) in TYPES {
        let media = match is_text {
            true => format!("\"{media}; charset=utf-8\""),
            false => media.to_owned(),
        };
        let _ = writeln!(out, "  AddType {media} .{extension}");
    }
    out.push_str(
        "  RemoveType .gz\n  RemoveLanguage .br\n\
         \x20 AddEncoding gzip .gz\n  AddEncoding br .br\n\
         </IfModule>\n\
         <IfModule mod_rewrite.c>\n<IfModule mod_mime.c>\n\
         \x20 RewriteEngine On\n",
    );
    for (coding, ending) in [("br", "br"), ("gzip", "gz")] {
        let _ = write!(
            out,
            "  RewriteCond %{{HTTP:Accept-Encoding}} \\b{coding}\\b\n\
             \x20 RewriteCond %{{REQUEST_FILENAME}} !\\.(br|gz)$\n\
             \x20 RewriteCond %{{REQUEST_FILENAME}}.{ending} -f\n\
             \x20 RewriteRule ^(.+)$ $1.{ending} [L,E=no-gzip:1,E=no-brotli:1]\n"
        );
    }
    out.push_str(
        "  <IfModule mod_headers.c>\n    Header merge Vary Accept-Encoding\n  </IfModule>\n\
         </IfModule>\n</IfModule>\n",
    );
    out
}

/// `nginx.conf.example`. What a location adds takes the place of all that is added outside, so each has all headers.
fn nginx_example(rules: &[Rule]) -> String {
    let mut out = String::from(
        "# For nginx: change server_name and root, and copy this to where your nginx reads its sites from.\n\
         # For a site in a folder of another, copy the two locations and put the folder before their paths.\n\
         server {\n\
         \x20 listen 80;\n\
         \x20 server_name example.org;\n\
         \x20 root /srv/site;\n\
         \x20 index index.html;\n\n\
         \x20 # These take the place of the types that are set outside.\n\
         \x20 types {\n",
    );
    for (extension, media, _) in TYPES {
        let _ = writeln!(out, "    {media} {extension};");
    }
    let texts: Vec<&str> = TYPES
        .iter()
        // That nginx takes HTML for a text goes without saying; it warns where it is said.
        .filter(|(extension, _, is_text)| *is_text && *extension != "html")
        .map(|(_, media, _)| *media)
        .collect();
    let _ = write!(
        out,
        "  }}\n  default_type application/octet-stream;\n\
         \x20 charset utf-8;\n  charset_types {};\n\n\
         \x20 # The precompressed files beside the others.\n\
         \x20 gzip_static on;\n  gzip_vary on;\n\
         \x20 # brotli_static on;  # smaller by a sixth; needs the module ngx_brotli\n",
        texts.join(" ")
    );
    for (path, files) in [
        (format!("/{HASHED_FOLDER}"), Files::Hashed),
        ("/".to_owned(), Files::Named),
    ] {
        let _ = write!(out, "\n  location {path} {{\n");
        for (name, value) in of(rules, Files::All).chain(of(rules, files)) {
            let _ = writeln!(out, "    add_header {name} \"{value}\";");
        }
        out.push_str("  }\n");
    }
    out.push_str("}\n");
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::site::CONTENT_SECURITY_POLICY;
    use serde_json::Value;

    type Found = BTreeMap<String, String>;

    fn files() -> BTreeMap<String, String> {
        let origins = ["https://news.example".parse().unwrap()];
        let headers = SiteHeaders::new(CONTENT_SECURITY_POLICY, &origins);
        let files = host_files(&headers, &["en".into(), "kk".into()]);
        let text = |(path, content)| (path, String::from_utf8(content).unwrap());
        files.into_iter().map(text).collect()
    }

    /// Adds a header as a host does that joins several of one name.
    fn add(found: &mut Found, name: &str, value: &str) {
        found
            .entry(name.to_owned())
            .and_modify(|known| known.push_str(&format!(", {value}")))
            .or_insert_with(|| value.to_owned());
    }

    fn by_headers_file(file: &str, path: &str) -> Found {
        let (mut found, mut is_for) = (Found::new(), false);
        for line in file.lines() {
            match line.strip_prefix("  ") {
                None => {
                    is_for = match line.strip_suffix('*') {
                        Some(start) => path.starts_with(start),
                        None => path == line,
                    }
                }
                Some(header) if is_for => {
                    let (name, value) = header.split_once(": ").unwrap();
                    add(&mut found, name, value);
                }
                Some(_) => {}
            }
        }
        found
    }

    fn by_vercel(file: &str, path: &str) -> Found {
        let settings: Value = serde_json::from_str(file).unwrap();
        let mut found = Found::new();
        for rule in settings["headers"].as_array().unwrap() {
            let is_for = match rule["source"].as_str().unwrap() {
                "/(.*)" => true,
                "/assets/(.*)" => path.starts_with("/assets/"),
                "/((?!assets/).*)" => !path.starts_with("/assets/"),
                other => panic!("{other}"),
            };
            for header in rule["headers"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|_| is_for)
            {
                let part = |name: &str| header[name].as_str().unwrap().to_owned();
                add(&mut found, &part("key"), &part("value"));
            }
        }
        found
    }

    fn by_apache(files: &BTreeMap<String, String>, path: &str) -> Found {
        let mut found = Found::new();
        for file in [".htaccess", "assets/.htaccess"] {
            let folder = file.strip_suffix(".htaccess").unwrap();
            if path[1..].starts_with(folder) {
                for line in files[file].lines() {
                    if let Some(header) = line.trim().strip_prefix("Header set ") {
                        let (name, value) = header.split_once(' ').unwrap();
                        found.insert(name.into(), value.trim_matches('"').into());
                    }
                }
            }
        }
        found
    }

    fn by_nginx(file: &str, path: &str) -> Found {
        let start = match path.starts_with("/assets/") {
            true => "location /assets/ {",
            false => "location / {",
        };
        let (_, rest) = file.split_once(start).unwrap();
        let (block, _) = rest.split_once('}').unwrap();
        let mut found = Found::new();
        for line in block.lines() {
            if let Some(header) = line.trim().strip_prefix("add_header ") {
                let (name, value) = header.split_once(' ').unwrap();
                add(
                    &mut found,
                    name,
                    value.trim_end_matches(';').trim_matches('"'),
                );
            }
        }
        found
    }

    #[test]
    fn all_hosts_are_asked_for_the_same_headers() {
        let files = files();
        let origins = ["https://news.example".parse().unwrap()];
        let headers = SiteHeaders::new(CONTENT_SECURITY_POLICY, &origins);
        for path in [
            "/index.html",
            "/kk/index.html",
            "/kk/card.png",
            "/assets/app-0123456789abcdef.wasm",
            "/data/story.geojson",
            "/i18n/en.json",
            "/oembed.json",
            "/card.png",
            "/LICENSES.txt",
        ] {
            let expected: Found = headers
                .of(&path[1..])
                .into_iter()
                .filter(|(name, _)| *name != "Content-Type")
                .map(|(name, value)| (name.to_owned(), value))
                .collect();
            assert!(expected["Content-Security-Policy"].contains("https://news.example"));
            assert_eq!(
                by_headers_file(&files["_headers"], path),
                expected,
                "{path}"
            );
            assert_eq!(by_vercel(&files["vercel.json"], path), expected, "{path}");
            assert_eq!(by_apache(&files, path), expected, "{path}");
            assert_eq!(
                by_nginx(&files["nginx.conf.example"], path),
                expected,
                "{path}"
            );
        }
    }

    #[test]
    fn hosts_that_are_told_types_are_told_the_same() {
        let files = files();
        let headers = SiteHeaders::new("", &[]);
        let nginx = &files["nginx.conf.example"];
        let (_, charset_types) = nginx.split_once("charset_types ").unwrap();
        let (charset_types, _) = charset_types.split_once(';').unwrap();
        for (extension, media, is_text) in TYPES {
            let sent = headers.of(&format!("data/a.{extension}")).pop().unwrap().1;
            let apache = match is_text {
                true => format!("AddType \"{sent}\" .{extension}\n"),
                false => format!("AddType {sent} .{extension}\n"),
            };
            assert!(files[".htaccess"].contains(&apache), "{apache}");
            assert!(nginx.contains(&format!(" {media} {extension};\n")));
            let is_listed = charset_types.split(' ').any(|of| of == media);
            assert_eq!(is_listed, is_text && extension != "html", "{media}");
        }
    }
}
