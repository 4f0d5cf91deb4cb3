//! Whole answers, kept as bytes: an answer is a function of its key, so a hit is exact and nothing has ever to be thrown away but for
//! room. Compressed forms are kept beside them, made when first wanted.
//!
//! What is light is kept once it is asked again, as caches of the web do (Maggs and Sitaraman, "Algorithmic Nuggets in Content Delivery", 2015):
//! most is asked once, and to keep it costs memory that is cold, and more time than making it anew does.

use std::{
    collections::{HashMap, hash_map::Entry},
    hash::{BuildHasher, RandomState},
    sync::{
        Arc, Mutex, MutexGuard, OnceLock, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};
use bytes::Bytes;
use quick_cache::{Weighter, sync::Cache};
use tokio::sync::watch;

use super::{super::gate::said, accept::Media, compress::Coding};
use crate::{
    graphql::CacheUse,
    model::{Day, Role, Seq},
};

/// So many bytes are kept, all forms of an answer counted.
const KEPT_BYTES: u64 = 64 * 1024 * 1024;
/// About as many answers as that will be.
const KEPT: usize = 16_384;
/// What is longer is answered but not kept: a few of them would drive out all others.
const LONGEST: usize = 2 * 1024 * 1024;

/// What an answer is a function of.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Key {
    /// The request as it was sent: document, variables, operation.
    pub(super) sent: Bytes,
    /// The place in the journal.
    pub(super) seq: Seq,
    /// The day.
    pub(super) as_of: Day,
    /// What the caller may do.
    pub(super) role: Option<Role>,
    /// The form.
    pub(super) media: Media,
}

/// The answers that are kept.
pub(crate) struct Answers {
    kept: Cache<Key, Arc<Kept>, ByBytes>,
    /// Those that were asked before.
    before: Before,
    /// Those that are being made.
    under_way: Mutex<HashMap<Key, watch::Receiver<()>>>,
    /// Of this process alone: another version of the program, or another store, may answer otherwise under the same tag.
    salt: [u8; 32],
}

/// What was asked lately: in the place that a key falls to, the hash of the last key that did.
struct Before {
    places: Box<[AtomicU64]>,
    hash: RandomState,
}

/// Twice as many as there are answers kept.
const REMEMBERED: usize = 2 * KEPT;

impl Before {
    /// Whether it was asked before, so far as that is remembered; it is from now on.
    fn asked(&self, key: &Key) -> bool {
        let hash = self.hash.hash_one(key);
        let place = usize::try_from(hash % REMEMBERED as u64).ok().and_then(|place| self.places.get(place));
        place.is_some_and(|last| last.swap(hash, Ordering::Relaxed) == hash)
    }
}

impl Default for Before {
    fn default() -> Self {
        Self { places: (0..REMEMBERED).map(|_| AtomicU64::new(0)).collect(), hash: RandomState::new() }
    }
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
    tag: String,
    media: Media,
    plain: Form,
    coded: [OnceLock<Form>; 2],
}

/// The bytes of an answer in one coding, and what is said of them.
struct Form {
    bytes: Bytes,
    headers: HeaderMap,
}

/// What the headers of one form take, in bytes, and then some.
const HEADERS: usize = 1024;

#[derive(Clone)]
struct ByBytes;

impl Weighter<Key, Arc<Kept>> for ByBytes {
    fn weight(&self, key: &Key, kept: &Arc<Kept>) -> u64 {
        // Room for the compressed forms is taken beforehand.
        let forms = if kept.length() < Coding::SHORTEST { 1 } else { 3 };
        u64::try_from(key.sent.len() + (kept.length() + HEADERS) * forms).unwrap_or(u64::MAX)
    }
}

impl Default for Answers {
    fn default() -> Self {
        let mut salt = [0; 32];
        // Without randomness the salt is one that all know: keys are hashes still.
        let _ = getrandom::fill(&mut salt);
        let kept = Cache::with_weighter(KEPT, KEPT_BYTES, ByBytes);
        Self { kept, before: Before::default(), under_way: Mutex::default(), salt }
    }
}

impl Answers {
    /// How they are kept.
    pub(crate) fn cache_use(&self) -> CacheUse {
        let Self { kept, .. } = self;
        CacheUse { entries: kept.len() as u64, bytes: kept.weight(), hits: kept.hits(), misses: kept.misses() }
    }

    /// The answer that is kept.
    pub(super) fn get(&self, key: &Key) -> Option<Arc<Kept>> {
        self.kept.get(key)
    }

    /// The answer that somebody else is making just now, waited for; or that it is ours to make. Where theirs came to nothing that is
    /// kept, each makes its own.
    pub(super) async fn made(&self, key: &Key) -> Result<Arc<Kept>, Option<Making<'_>>> {
        let making = match self.under_way().entry(key.clone()) {
            Entry::Occupied(theirs) => Err(theirs.get().clone()),
            Entry::Vacant(ours) => {
                let (told, waiting) = watch::channel(());
                ours.insert(waiting);
                Ok(Making { answers: self, key: key.clone(), _told: told })
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

    /// Keeps an answer, unless it is too long, or light and not asked before.
    pub(super) fn keep(&self, key: &Key, plain: Vec<u8>, light: bool) -> Arc<Kept> {
        let (tag, media) = (self.tag(key), key.media);
        let plain = Form::new(&tag, media, Coding::Plain, plain);
        let kept = Arc::new(Kept { tag, media, plain, coded: Default::default() });
        if kept.length() <= LONGEST && (self.before.asked(key) || !light) {
            // What was sent may lie in the room that a connection reads into, which is not to be kept with it.
            let key = Key { sent: Bytes::copy_from_slice(&key.sent), ..key.clone() };
            self.kept.insert(key, Arc::clone(&kept));
        }
        kept
    }

    /// The tag of an answer: half of a keyed hash of what it is a function of tells answers apart.
    fn tag(&self, key: &Key) -> String {
        let Key { sent, seq, as_of, role, media } = key;
        let mut hash = blake3::Hasher::new_keyed(&self.salt);
        hash.update(&seq.to_le_bytes());
        hash.update(&as_of.number().to_le_bytes());
        hash.update(role.map_or("nobody", Role::as_str).as_bytes());
        hash.update(media.label().as_bytes());
        hash.update(&[0]);
        hash.update(sent);
        let mut tag = hash.finalize().to_hex().to_string();
        tag.truncate(32);
        tag
    }

    /// What an answer is described by to who has it already, in the coding of the tag that it was given.
    pub(super) fn had(&self, key: &Key, headers: &HeaderMap) -> Option<HeaderMap> {
        if !headers.contains_key(header::IF_NONE_MATCH) {
            return None;
        }
        let tag = self.tag(key);
        let tags = headers.get_all(header::IF_NONE_MATCH).into_iter().filter_map(|line| line.to_str().ok());
        let coding = tags.flat_map(|line| line.split(',')).find_map(|one| {
            let one = one.trim().trim_start_matches("W/").trim_matches('"');
            Coding::of_suffix(one.strip_prefix(&*tag)?)
        });
        coding.map(|coding| described(&tag, coding))
    }
}

/// What caches on the way are to know of an answer in one coding: ask again each time, and keep apart what differs by who asks and how.
fn described(tag: &str, coding: Coding) -> HeaderMap {
    let mut headers = said();
    let tag = format!("\"{tag}{}\"", coding.suffix());
    headers.extend(HeaderValue::try_from(tag).ok().map(|tag| (header::ETAG, tag)));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(header::VARY, HeaderValue::from_static("accept, accept-encoding, authorization, origin"));
    headers
}

impl Form {
    fn new(tag: &str, media: Media, coding: Coding, bytes: Vec<u8>) -> Self {
        let mut headers = described(tag, coding);
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media.label()));
        headers.extend(coding.name().map(|name| (header::CONTENT_ENCODING, name)));
        Self { bytes: bytes.into(), headers }
    }
}

impl Kept {
    /// How long it is, plain.
    pub(super) fn length(&self) -> usize {
        self.plain.bytes.len()
    }

    /// Whether the form in this coding is there already.
    pub(super) fn has(&self, coding: Coding) -> bool {
        self.room(coding).is_none_or(|room| room.get().is_some())
    }

    /// Sent in this coding; the form is made now where it is first wanted.
    pub(super) fn response(&self, coding: Coding) -> Response {
        let made = || Form::new(&self.tag, self.media, coding, coding.of(&self.plain.bytes));
        let form = self.room(coding).map_or(&self.plain, |room| room.get_or_init(made));
        let mut response = Response::new(Body::from(form.bytes.clone()));
        *response.headers_mut() = form.headers.clone();
        response
    }

    fn room(&self, coding: Coding) -> Option<&OnceLock<Form>> {
        let [gzip, brotli] = &self.coded;
        match coding {
            Coding::Plain => None,
            Coding::Gzip => Some(gzip),
            Coding::Brotli => Some(brotli),
        }
    }
}
