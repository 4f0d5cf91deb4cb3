//! Whole answers, kept as bytes: an answer is a function of its key, so a hit is exact and nothing has ever to be thrown away but for
//! room. Compressed forms are kept beside them, made when first wanted.

use std::{
    collections::{HashMap, hash_map::Entry},
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};

use axum::http::{HeaderMap, HeaderValue, header};
use bytes::Bytes;
use quick_cache::{Weighter, sync::Cache};
use tokio::sync::watch;

use super::{accept::Media, compress::Coding};
use crate::{
    graphql::{CacheUse, Pin},
    model::Role,
};

/// So many bytes are kept, all forms of an answer counted.
const KEPT_BYTES: u64 = 64 * 1024 * 1024;
/// About as many answers as that will be.
const KEPT: usize = 16_384;
/// What is longer is answered but not kept: a few of them would drive out all others.
const LONGEST: usize = 2 * 1024 * 1024;

/// What an answer is a function of, hashed: the request as it was sent (document, variables, operation), the place in the journal and
/// the day, what the caller may do, and the form.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Key([u8; 32]);

/// The answers that are kept.
pub(crate) struct Answers {
    kept: Cache<Key, Arc<Kept>, ByBytes>,
    /// Those that are being made.
    under_way: Mutex<HashMap<Key, watch::Receiver<()>>>,
    /// Of this process alone: another version of the program, or another store, may answer otherwise.
    salt: [u8; 32],
}

/// An answer that is being made: whoever asks the same waits until this is gone.
pub(super) struct Making<'a> {
    answers: &'a Answers,
    key: Key,
    _told: watch::Sender<()>,
}

impl Drop for Making<'_> {
    fn drop(&mut self) {
        self.answers.under_way().remove(&self.key);
    }
}

/// An answer in its forms.
pub(super) struct Kept {
    plain: Bytes,
    coded: [OnceLock<Bytes>; 2],
    media: Media,
    tag: String,
}

#[derive(Clone)]
struct ByBytes;

impl Weighter<Key, Arc<Kept>> for ByBytes {
    fn weight(&self, _: &Key, kept: &Arc<Kept>) -> u64 {
        // Room for the compressed forms is taken beforehand.
        let forms = if kept.plain.len() < Coding::SHORTEST { 1 } else { 3 };
        u64::try_from(kept.plain.len() * forms + 256).unwrap_or(u64::MAX)
    }
}

impl Default for Answers {
    fn default() -> Self {
        let mut salt = [0; 32];
        // Without randomness the salt is one that all know: keys are hashes still.
        let _ = getrandom::fill(&mut salt);
        Self { kept: Cache::with_weighter(KEPT, KEPT_BYTES, ByBytes), under_way: Mutex::default(), salt }
    }
}

impl Answers {
    /// The key of a request as it was sent.
    pub(super) fn key(&self, sent: &[u8], pin: Pin, role: Option<Role>, media: Media) -> Key {
        let mut hash = blake3::Hasher::new_keyed(&self.salt);
        hash.update(&pin.seq.to_le_bytes());
        hash.update(&pin.as_of.number().to_le_bytes());
        hash.update(role.map_or("nobody", Role::as_str).as_bytes());
        hash.update(media.label().as_bytes());
        hash.update(&[0]);
        hash.update(sent);
        Key(*hash.finalize().as_bytes())
    }

    /// How they are kept.
    pub(crate) fn cache_use(&self) -> CacheUse {
        let Self { kept, .. } = self;
        CacheUse { entries: kept.len() as u64, bytes: kept.weight(), hits: kept.hits(), misses: kept.misses() }
    }

    /// The answer that is kept.
    pub(super) fn get(&self, key: Key) -> Option<Arc<Kept>> {
        self.kept.get(&key)
    }

    /// The answer that somebody else is making just now, waited for; or that it is ours to make. Where theirs came to nothing that is
    /// kept, each makes its own.
    pub(super) async fn made(&self, key: Key) -> Result<Arc<Kept>, Option<Making<'_>>> {
        let making = match self.under_way().entry(key) {
            Entry::Occupied(theirs) => Err(theirs.get().clone()),
            Entry::Vacant(ours) => {
                let (told, waiting) = watch::channel(());
                ours.insert(waiting);
                Ok(Making { answers: self, key, _told: told })
            }
        };
        match making {
            Ok(ours) => Err(Some(ours)),
            Err(mut theirs) => {
                // Nothing is ever sent: it ends when they are done, or give up.
                let _ = theirs.changed().await;
                self.get(key).ok_or(None)
            }
        }
    }

    fn under_way(&self) -> MutexGuard<'_, HashMap<Key, watch::Receiver<()>>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps an answer, unless it is too long.
    pub(super) fn keep(&self, key: Key, media: Media, plain: Vec<u8>) -> Arc<Kept> {
        let kept = Arc::new(Kept { plain: plain.into(), coded: Default::default(), media, tag: key.tag() });
        if kept.plain.len() <= LONGEST {
            self.kept.insert(key, Arc::clone(&kept));
        }
        kept
    }
}

impl Key {
    /// Its name, as a tag of the answer: half of it tells answers apart.
    fn tag(self) -> String {
        self.0.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
    }

    /// Whether who asks has the answer already, by the tag that it was given.
    pub(super) fn had(self, headers: &HeaderMap) -> bool {
        let tag = self.tag();
        let tags = headers.get_all(header::IF_NONE_MATCH).into_iter().filter_map(|line| line.to_str().ok());
        tags.flat_map(|line| line.split(',')).any(|one| {
            let one = one.trim().trim_start_matches("W/").trim_matches('"');
            one.split_once('-').map_or(one, |(name, _)| name) == tag
        })
    }

    /// The tag of its answer in one coding.
    pub(super) fn tagged(self, coding: Coding) -> Option<HeaderValue> {
        HeaderValue::try_from(format!("\"{}{}\"", self.tag(), coding.suffix())).ok()
    }
}

impl Kept {
    /// The form that is asked for.
    pub(super) const fn media(&self) -> Media {
        self.media
    }

    /// The tag of this answer in one coding.
    pub(super) fn tagged(&self, coding: Coding) -> Option<HeaderValue> {
        HeaderValue::try_from(format!("\"{}{}\"", self.tag, coding.suffix())).ok()
    }

    /// How long it is, plain.
    pub(super) fn length(&self) -> usize {
        self.plain.len()
    }

    /// The bytes in one coding, made now where they are first wanted.
    pub(super) fn bytes(&self, coding: Coding) -> Bytes {
        let [gzip, brotli] = &self.coded;
        let made = |room: &OnceLock<Bytes>| room.get_or_init(|| coding.of(&self.plain).into()).clone();
        match coding {
            Coding::Plain => self.plain.clone(),
            Coding::Gzip => made(gzip),
            Coding::Brotli => made(brotli),
        }
    }

    /// Whether these bytes are there already.
    pub(super) fn has(&self, coding: Coding) -> bool {
        let [gzip, brotli] = &self.coded;
        match coding {
            Coding::Plain => true,
            Coding::Gzip => gzip.get().is_some(),
            Coding::Brotli => brotli.get().is_some(),
        }
    }
}
