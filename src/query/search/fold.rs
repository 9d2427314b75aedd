//! What letters have in common that people type for one another, and where words begin and end.

/// The longest a word may be, in characters of folded text; what is longer is cut.
pub(super) const MOST_LETTERS: usize = 40;

/// Decomposed text (NFKD) in small letters without accents, vowel points and invisible characters; letters that many
/// keyboards do not have become those that are typed for them. Folded text stays as it is when it is folded again.
///
/// Small letters are those of `char::to_lowercase` (Unicode's `Lowercase_Mapping`).
pub fn folded(decomposed: &str) -> String {
    let mut folded = String::with_capacity(decomposed.len());
    for c in decomposed.chars() {
        fold(c, &mut |c| folded.push(c));
    }
    folded
}

/// Gives the folded words of decomposed text, one after the other, none of them empty.
pub(super) fn for_each_word(decomposed: &str, visit: &mut dyn FnMut(&str)) {
    let mut word = String::new();
    let mut length = 0;
    let mut take = |letter: Option<char>| match letter {
        Some(letter) if length < MOST_LETTERS => {
            word.push(letter);
            length += 1;
        }
        Some(_) => {}
        None => {
            if length > 0 {
                visit(&word);
            }
            word.clear();
            length = 0;
        }
    };
    for c in decomposed.chars() {
        letters(c, &mut take);
    }
    take(None);
}

/// Gives the folded letters of a decomposed character, and `None` for each end of a word, also where there is none to
/// end.
pub(super) fn letters(c: char, take: &mut dyn FnMut(Option<char>)) {
    match c {
        // Most text is of these, which stay as they are.
        'a'..='z' | 'а'..='я' | '0'..='9' => take(Some(c)),
        // Within a word an apostrophe joins; around one it stands beside something that separates anyway.
        '\'' | '\u{2018}' | '\u{2019}' => {}
        _ => fold(c, &mut |c| {
            let is_apart = is_word_of_its_own(c);
            if is_apart {
                take(None);
            }
            take(c.is_alphanumeric().then_some(c));
            if is_apart {
                take(None);
            }
        }),
    }
}

/// Gives what a decomposed character folds to.
fn fold(c: char, give: &mut dyn FnMut(char)) {
    // Most text is of these, which need none of the tables below.
    if matches!(c, '\0'..='\u{7F}' | 'а'..='я') {
        return give(c.to_ascii_lowercase());
    }
    for small in c.to_lowercase() {
        match typed_for(small) {
            _ if is_dropped(small) => {}
            "" => give(small),
            typed => typed.chars().for_each(&mut *give),
        }
    }
}

/// Whether a character only changes how the one before it looks or is spoken, or where a line may break.
pub(super) fn is_dropped(c: char) -> bool {
    match c {
        // Soft hyphen, and spaces and joiners without a width.
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' => true,
        // Combining marks for any script.
        '\u{300}'..='\u{36F}'
        | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FE20}'..='\u{FE2F}' => true,
        // Of Cyrillic, of Hebrew, of Arabic with the stroke that stretches a word.
        '\u{483}'..='\u{487}' => true,
        '\u{591}'..='\u{5BD}'
        | '\u{5BF}'
        | '\u{5C1}'..='\u{5C2}'
        | '\u{5C4}'..='\u{5C5}'
        | '\u{5C7}' => true,
        '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' => true,
        // Nukta and virama have the same place in each block of the scripts of India.
        '\u{900}'..='\u{D7F}' => matches!(c as u32 & 0x7F, 0x3C | 0x4D),
        // Letters that stand for an apostrophe.
        '\u{2BB}' | '\u{2BC}' => true,
        _ => false,
    }
}

/// Whether a character is of a script that is written without spaces: Thai, Lao, Burmese, Khmer, the Japanese
/// syllables and Han.
pub(super) fn is_word_of_its_own(c: char) -> bool {
    matches!(c,
        '\u{E00}'..='\u{EFF}'
        | '\u{1000}'..='\u{109F}'
        | '\u{1780}'..='\u{17FF}'
        | '\u{2E80}'..='\u{2FDF}'
        | '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{3096}'
        | '\u{309D}'..='\u{30FA}'
        | '\u{30FC}'..='\u{30FF}'
        | '\u{31F0}'..='\u{31FF}'
        | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{1AFF0}'..='\u{1B16F}'
        | '\u{20000}'..='\u{3FFFF}')
}

/// What is typed for a small letter that has no decomposition; empty for one that is typed itself.
fn typed_for(small: char) -> &'static str {
    match small {
        // Of Latin scripts, as most transliterations and searches have them.
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' | 'ɗ' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ŧ' => "t",
        'ə' => "e",
        'ɓ' => "b",
        'ƙ' => "k",
        'ƴ' => "y",
        // The final sigma.
        'ς' => "σ",
        // Cyrillic letters that Russian does not have: somebody with a Russian keyboard types these.
        'ә' => "а",
        'ғ' | 'ґ' | 'ҕ' => "г",
        'є' => "е",
        'җ' => "ж",
        'ҙ' => "з",
        'і' => "и",
        'қ' | 'ҡ' | 'ҝ' | 'ҟ' | 'ӄ' => "к",
        'ң' | 'ҥ' | 'ӈ' => "н",
        'ө' => "о",
        'ҫ' => "с",
        'ҭ' => "т",
        'ү' | 'ұ' => "у",
        'һ' | 'ҳ' => "х",
        'ҷ' | 'ҹ' => "ч",
        // Arabic and Persian forms of one letter.
        'ة' => "ه",
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        // Digits of Arabic and Persian.
        '\u{660}' | '\u{6F0}' => "0",
        '\u{661}' | '\u{6F1}' => "1",
        '\u{662}' | '\u{6F2}' => "2",
        '\u{663}' | '\u{6F3}' => "3",
        '\u{664}' | '\u{6F4}' => "4",
        '\u{665}' | '\u{6F5}' => "5",
        '\u{666}' | '\u{6F6}' => "6",
        '\u{667}' | '\u{6F7}' => "7",
        '\u{668}' | '\u{6F8}' => "8",
        '\u{669}' | '\u{6F9}' => "9",
        _ => "",
    }
}
