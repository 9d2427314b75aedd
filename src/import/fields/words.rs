//! Names and codes made comparable: `CMPLNT_FR_DT`, `Längengrad` and `incidentDateTime` as plain words.

/// Longest part of a name that is looked at, in characters.
const MOST_CHARACTERS: usize = 128;

/// Abbreviations in the headers of public registers (Socrata exports of police departments, mostly), written out.
const WRITTEN_OUT: [(&str, &str); 31] = [
    ("addr", "address"),
    ("boro", "borough"),
    ("cat", "category"),
    ("cd", "code"),
    ("cmplnt", "complaint"),
    ("coord", "coordinate"),
    ("coordinates", "coordinate"),
    ("coords", "coordinate"),
    ("crm", "crime"),
    ("desc", "description"),
    ("descr", "description"),
    ("descript", "description"),
    ("dist", "district"),
    ("dt", "date"),
    ("fr", "from"),
    ("inc", "incident"),
    ("incidnt", "incident"),
    ("loc", "location"),
    ("neighbourhood", "neighborhood"),
    ("nm", "name"),
    ("no", "number"),
    ("nr", "number"),
    ("num", "number"),
    ("occ", "occurred"),
    ("offence", "offense"),
    ("ofns", "offense"),
    ("prec", "precision"),
    ("rpt", "reported"),
    ("rptd", "reported"),
    ("tm", "time"),
    ("vict", "victim"),
];

/// The words of a name: lower case, without accents and punctuation, split where `camelCase` begins a word, common
/// abbreviations written out.
pub(super) fn words_of(name: &str) -> Vec<String> {
    let characters: Vec<char> = name.chars().take(MOST_CHARACTERS).collect();
    let mut words = Vec::new();
    let mut word = String::new();
    for (at, c) in characters.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| characters.get(at));
        let after = characters.get(at + 1);
        if !c.is_alphanumeric() && !is_combining_mark(*c) || begins_word(before, *c, after) {
            end_word(&mut word, &mut words);
        }
        if c.is_alphanumeric() {
            c.to_lowercase().for_each(|c| push_folded(&mut word, c));
        }
    }
    end_word(&mut word, &mut words);
    words
}

/// A name as one word, in which `start date`, `start_date` and `StartDate` are the same.
pub(super) fn compact(name: &str) -> String {
    words_of(name).concat()
}

/// The names in lines of names, with commas between them.
pub(super) fn listed<'n>(lines: &'n [&'n str]) -> impl Iterator<Item = &'n str> {
    lines.iter().flat_map(|line| line.split(", "))
}

/// Whether one of these lines has a word as it is compared.
pub(super) fn lists(lines: &[&str], word: &str) -> bool {
    listed(lines).any(|listed| listed == word)
}

fn end_word(word: &mut String, words: &mut Vec<String>) {
    if word.is_empty() {
        return;
    }
    let written_out = WRITTEN_OUT.iter().find(|(short, _)| short == word);
    match written_out {
        Some((_, long)) => words.push((*long).to_owned()),
        None => words.push(word.clone()),
    }
    word.clear();
}

/// Whether a capital begins a word: `camelCase`, or the last capital of `GPSPosition`.
fn begins_word(before: Option<&char>, c: char, after: Option<&char>) -> bool {
    let follows_small = before.is_some_and(|before| before.is_lowercase());
    let ends_capitals = before.is_some_and(|before| before.is_uppercase())
        && after.is_some_and(|after| after.is_lowercase());
    c.is_uppercase() && (follows_small || ends_capitals)
}

/// Whether a character only puts an accent on the one before (Unicode block *Combining Diacritical Marks*).
fn is_combining_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// Adds a small letter without its accent. Letters that are others in their alphabet (`қ`, `ө`, `ї`) stay, but for
/// `й` and `ё`, which decomposed text spells with marks.
fn push_folded(word: &mut String, c: char) {
    let folded = match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
        'ç' | 'ć' | 'č' => 'c',
        'ď' | 'đ' => 'd',
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
        'ğ' => 'g',
        'ì'..='ï' | 'ī' | 'ı' => 'i',
        'ł' => 'l',
        'ñ' | 'ń' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => 'o',
        'ř' => 'r',
        'ś' | 'š' | 'ş' | 'ș' => 's',
        'ť' | 'ț' => 't',
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        'ё' => 'е',
        'й' => 'и',
        'ß' => {
            word.push('s');
            's'
        }
        'æ' => {
            word.push('a');
            'e'
        }
        'œ' => {
            word.push('o');
            'e'
        }
        mark if is_combining_mark(mark) => return,
        other => other,
    };
    word.push(folded);
}

/// How many single-character changes lead from one text to another (Levenshtein's distance), or `None` beyond `most`.
pub(super) fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let a: Vec<char> = a.chars().take(MOST_CHARACTERS).collect();
    let b: Vec<char> = b.chars().take(MOST_CHARACTERS).collect();
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (at, from) in a.iter().enumerate() {
        let mut diagonal = at;
        let mut left = at + 1;
        let mut next = vec![left];
        for (to, above) in b.iter().zip(row.iter().skip(1)) {
            left = (diagonal + usize::from(from != to))
                .min(left + 1)
                .min(above + 1);
            next.push(left);
            diagonal = *above;
        }
        row = next;
    }
    row.last().copied().filter(|found| *found <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_plain_words() {
        let check = |name: &str, expected: &str| assert_eq!(words_of(name).join(" "), expected);
        check("CMPLNT_FR_DT", "complaint from date");
        check("DATE OCC", "date occurred");
        check("incidentDateTime", "incident date time");
        check("GPSPosition", "gps position");
        check("location.latitude", "location latitude");
        check("Längengrad", "langengrad");
        check("La\u{308}ngengrad", "langengrad");
        check("Широта, °", "широта");
        check("День/край", "день краи");
        check("adm_1", "adm 1");
        check("Straße", "strasse");
        check("  ", "");
    }

    #[test]
    fn distances_count_the_changes() {
        let check = |a: &str, b: &str, expected| assert_eq!(distance(a, b, 3), expected, "{a} {b}");
        check("datum", "datum", Some(0));
        check("datum", "daten", Some(2));
        check("datum", "date", Some(2));
        check("", "abc", Some(3));
        check("place", "summary", None);
    }
}
