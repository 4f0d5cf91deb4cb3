//! Running text in words, as names and search compare them: compatible forms and case made one, each word with its place in the text.
//! Han characters and kana, which are written without spaces, are a word each.

use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// A word, or a Han character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Folded: NFKC, lower case; at most [`Word::MAX_CHARS`] characters.
    pub text: String,
    /// Where it begins in the text, in bytes.
    pub start: usize,
    /// Where it ends in the text, in bytes.
    pub end: usize,
    /// Whether it is a Han character or a kana.
    pub han: bool,
    /// Whether it is one and follows another with nothing between.
    pub joined: bool,
    /// Whether it is written in capital letters.
    pub capitals: bool,
}

impl Word {
    /// Longer words are cut: what is so long is no word.
    pub const MAX_CHARS: usize = 64;
}

/// The words of a text, in order. Abbreviations with points are one word: `U.S.` is `us`. Linear.
pub fn words(text: &str) -> Vec<Word> {
    let mut reading = Reading { text, words: Vec::new(), word: None, han: false };
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        let mut end = start + first.len_utf8();
        while let Some((at, mark)) = chars.next_if(|(_, c)| is_combining_mark(*c)) {
            end = at + mark.len_utf8();
        }
        if first.is_ascii() && end == start + 1 {
            reading.take(first.to_ascii_lowercase(), start, end);
            continue;
        }
        for folded in text.get(start..end).unwrap_or_default().nfkc().flat_map(char::to_lowercase) {
            reading.take(folded, start, end);
        }
    }
    reading.close();
    without_points(reading.words, text)
}

/// Whether the character is written without spaces between words: Han, and the kana.
pub fn is_han(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

struct Reading<'t> {
    text: &'t str,
    words: Vec<Word>,
    word: Option<Word>,
    /// Whether what was read last is a Han character.
    han: bool,
}

impl Reading<'_> {
    fn take(&mut self, c: char, start: usize, end: usize) {
        let begin = |joined, han| Word { text: c.to_string(), start, end, han, joined, capitals: false };
        if is_han(c) {
            self.close();
            self.words.push(begin(self.han, true));
            self.han = true;
        } else if c.is_alphanumeric() || (is_combining_mark(c) && self.word.is_some()) {
            self.han = false;
            match &mut self.word {
                Some(word) => {
                    if word.text.chars().count() < Word::MAX_CHARS {
                        word.text.push(c);
                    }
                    word.end = end;
                }
                None => self.word = Some(begin(false, false)),
            }
        } else {
            self.close();
            self.han = false;
        }
    }

    fn close(&mut self) {
        if let Some(mut word) = self.word.take() {
            let written = self.text.get(word.start..word.end).unwrap_or_default();
            word.capitals = written.chars().any(char::is_uppercase) && !written.chars().any(char::is_lowercase);
            self.words.push(word);
        }
    }
}

/// Single letters with nothing but a point between them, made one word.
fn without_points(words: Vec<Word>, text: &str) -> Vec<Word> {
    let mut joined: Vec<Word> = Vec::with_capacity(words.len());
    // Whether the last word is made of single letters only.
    let mut letters = false;
    for word in words {
        let letter = !word.han && word.text.chars().count() == 1 && word.text.chars().all(char::is_alphabetic);
        match joined.last_mut() {
            Some(last) if letters && letter && text.get(last.end..word.start) == Some(".") => {
                last.text.push_str(&word.text);
                last.end = word.end;
                last.capitals &= word.capitals;
            }
            _ => {
                letters = letter;
                joined.push(word);
            }
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn texts(text: &str) -> Vec<String> {
        words(text).into_iter().map(|w| w.text).collect()
    }

    #[test]
    fn words_are_folded_and_han_characters_stand_alone() {
        assert_eq!(texts("US ＤｏＤ’s F-22, 稀土2025"), ["us", "dod", "s", "f", "22", "稀", "土", "2025"]);
        assert_eq!(texts("Cafe\u{301} ﬁne"), ["café", "fine"]);
        assert_eq!(texts(" \u{301}…"), Vec::<String>::new());
    }

    #[test]
    fn abbreviations_with_points_are_one_word() {
        assert_eq!(texts("the U.S. refines, a. b 3.5"), ["the", "us", "refines", "a", "b", "3", "5"]);
        assert!(words("the U.S. refines")[1].capitals);
    }

    #[test]
    fn a_word_knows_where_it_stands_and_whether_it_is_joined_to_the_han_before() {
        let text = "中国 稀土and土";
        let found = words(text);
        let joined: Vec<bool> = found.iter().map(|w| w.joined).collect();
        assert_eq!(joined, [false, true, false, true, false, false]);
        assert_eq!(&text[found[4].start..found[4].end], "and");
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_its_words_lie_in_it_in_order(text in "\\PC{0,60}|[A-C. 稀土\u{301}ﬁ㍿]{0,30}") {
            let mut at = 0;
            for word in words(&text) {
                prop_assert!(word.start >= at || word.han, "{word:?}");
                prop_assert!(text.get(word.start..word.end).is_some());
                prop_assert!(!word.text.is_empty());
                at = word.start;
            }
        }
    }
}
