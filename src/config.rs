//! Every setting: its name, its meaning, its default. A setting is a flag, a variable `LODEGRAPH_…`, or a line in the file
//! that `--config` names; the first of these that gives one counts. Tokens stand in the file alone. Imports model.

use std::{
    collections::BTreeMap,
    fs, io,
    net::{IpAddr, Ipv4Addr, SocketAddr},
    num::NonZeroU16,
    path::{Path, PathBuf},
};

use clap::{Args, ValueEnum};
use serde::Deserialize;
use thiserror::Error;

use crate::model::{Instant, Role};

/// How many requests a second one client may make at an address that others reach, unless said otherwise.
const RATE: u16 = 100;

/// Settings of every command, as flags and variables give them.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Settings")]
pub struct Shared {
    /// Directory of the store [default: lodegraph-data]
    #[arg(long, global = true, env = "LODEGRAPH_DATA_DIR", value_name = "DIR")]
    pub data_dir: Option<PathBuf>,
    /// What is logged to standard error: a level or `target=level`, by commas [default: warn,lodegraph=info]
    #[arg(long, global = true, env = "LODEGRAPH_LOG", value_name = "FILTER")]
    pub log: Option<String>,
    /// How logs are written: `plain` for people, `json` for programs [default: plain]
    #[arg(long, global = true, env = "LODEGRAPH_LOG_FORMAT", value_name = "FORMAT")]
    pub log_format: Option<LogFormat>,
    /// File of settings in TOML, one `name = value` a line, named as the flags are with `_` for `-`
    #[arg(long, global = true, env = "LODEGRAPH_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// Settings of the server, as flags and variables give them.
#[derive(Args, Clone, Debug, Default)]
pub struct Serving {
    /// Address to listen on [default: 127.0.0.1:8080]
    #[arg(long, env = "LODEGRAPH_LISTEN", value_name = "ADDR")]
    pub listen: Option<SocketAddr>,
    /// Leave an empty store empty, rather than fill it with the bundled facts
    #[arg(long, env = "LODEGRAPH_EMPTY", value_name = "BOOL", num_args = 0..=1, require_equals = true, default_missing_value = "true")]
    pub empty: Option<bool>,
    /// Who may read: `open` for anybody, `tokens` for whoever has one [default: open to this machine while there are no tokens]
    #[arg(long, env = "LODEGRAPH_READING", value_name = "WHO")]
    pub reading: Option<Reading>,
    /// How many MiB an import by HTTP may have [default: 64]
    #[arg(long, env = "LODEGRAPH_IMPORT_MIB", value_name = "MIB", value_parser = clap::value_parser!(u16).range(1..))]
    pub import_mib: Option<u16>,
    /// Other sites whose pages may ask, such as `https://example.org`, by commas [default: none]
    #[arg(long, env = "LODEGRAPH_ORIGINS", value_name = "SITES", value_delimiter = ',')]
    pub origins: Option<Vec<String>>,
    /// Answer only the documents of this file, a JSON object of texts (by any names) [default: any document]
    #[arg(long, env = "LODEGRAPH_DOCUMENTS", value_name = "FILE")]
    pub documents: Option<PathBuf>,
    /// How many seconds what is under way may take after the server is told to end [default: 10]
    #[arg(long, env = "LODEGRAPH_DRAIN_SECONDS", value_name = "SECONDS")]
    pub drain_seconds: Option<u16>,
    /// After how many seconds without what it owes a connection is closed: a request's head, the next piece of its body, the taking of an
    /// answer [default: 30]
    #[arg(long, env = "LODEGRAPH_IDLE_SECONDS", value_name = "SECONDS", value_parser = clap::value_parser!(u16).range(1..))]
    pub idle_seconds: Option<u16>,
    /// How many connections may be open at once, sockets among them; others wait [default: 1024]
    #[arg(long, env = "LODEGRAPH_CONNECTIONS", value_name = "NUMBER", value_parser = clap::value_parser!(u16).range(1..))]
    pub connections: Option<u16>,
    /// How many requests a second one client may make, with twice as many at once; 0 for as many as it likes [default: 0 on an address of
    /// this machine alone, 100 on any other]
    #[arg(long, env = "LODEGRAPH_RATE", value_name = "NUMBER")]
    pub rate: Option<u16>,
    /// How many seconds the searches of a question may take, from when it is its turn; what was found by then is answered [default: 10]
    #[arg(long, env = "LODEGRAPH_QUESTION_SECONDS", value_name = "SECONDS", value_parser = clap::value_parser!(u16).range(1..))]
    pub question_seconds: Option<u16>,
    /// How many proxies of one's own stand in front: that many addresses from the end of `X-Forwarded-For` are theirs or vouched for by them
    /// [default: 0, and the header counts for nothing]
    #[arg(long, env = "LODEGRAPH_PROXIES", value_name = "NUMBER")]
    pub proxies: Option<u8>,
    /// File of the certificate and those that vouch for it, in PEM; with `--tls-key` the server speaks HTTPS
    #[arg(long, env = "LODEGRAPH_TLS_CERT", value_name = "FILE", requires = "tls_key")]
    pub tls_cert: Option<PathBuf>,
    /// File of its private key, in PEM
    #[arg(long, env = "LODEGRAPH_TLS_KEY", value_name = "FILE", requires = "tls_cert")]
    pub tls_key: Option<PathBuf>,
}

/// How logs are written.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// A line for people.
    #[default]
    Plain,
    /// A JSON object a line.
    Json,
}

/// On which server a command works, rather than on the store. Said by flag or variable alone, so that no file can send facts
/// elsewhere.
#[derive(Args, Clone, Debug, Default)]
pub struct Remote {
    /// Work on a running server, such as `https://graph.example.org`
    #[arg(long, env = "LODEGRAPH_SERVER", value_name = "URL")]
    pub server: Option<String>,
    /// Token to show there
    #[arg(long, env = "LODEGRAPH_TOKEN", value_name = "TOKEN", hide_env_values = true, requires = "server")]
    pub token: Option<String>,
}

/// Who may read.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Reading {
    /// Anybody.
    Open,
    /// Whoever has a token.
    Tokens,
}

/// Somebody who has a token. The token itself is nowhere, only its hash: whoever reads the file can do nothing with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The name that is recorded with what they write; of 1 to 100 bytes.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// BLAKE3 of the token. Tokens are random, so that nobody can guess one from its hash.
    pub hash: blake3::Hash,
    /// When it ends; none for never.
    pub until: Option<Instant>,
}

/// A `[[token]]` as the file says it.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct TokenLines {
    name: String,
    role: String,
    hash: String,
    until: Option<String>,
}

/// What a file of settings may say.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct File {
    data_dir: Option<PathBuf>,
    log: Option<String>,
    log_format: Option<LogFormat>,
    listen: Option<SocketAddr>,
    empty: Option<bool>,
    reading: Option<Reading>,
    import_mib: Option<NonZeroU16>,
    origins: Option<Vec<String>>,
    documents: Option<PathBuf>,
    drain_seconds: Option<u16>,
    idle_seconds: Option<NonZeroU16>,
    connections: Option<NonZeroU16>,
    rate: Option<u16>,
    question_seconds: Option<NonZeroU16>,
    proxies: Option<u8>,
    tls_cert: Option<PathBuf>,
    tls_key: Option<PathBuf>,
    token: Option<Vec<TokenLines>>,
}

/// The settings that count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Directory of the store.
    pub data_dir: PathBuf,
    /// What is logged, in the words of tracing's filters.
    pub log: String,
    /// How logs are written.
    pub log_format: LogFormat,
    /// Where the server listens.
    pub listen: SocketAddr,
    /// Whether an empty store stays so.
    pub empty: bool,
    /// Who may read; none where nothing says so.
    pub reading: Option<Reading>,
    /// How many MiB an import by HTTP may have.
    pub import_mib: u16,
    /// Other sites whose pages may ask.
    pub origins: Vec<String>,
    /// The documents that alone are answered; none for any.
    pub documents: Option<Vec<String>>,
    /// How many seconds what is under way may take after the server is told to end.
    pub drain_seconds: u16,
    /// After how many seconds without what it owes a connection is closed.
    pub idle_seconds: u16,
    /// How many connections may be open at once.
    pub connections: u16,
    /// How many requests a second one client may make; 0 for as many as it likes.
    pub rate: u16,
    /// How many seconds the searches of a question may take.
    pub question_seconds: u16,
    /// How many proxies of one's own stand in front.
    pub proxies: u8,
    /// Files of the certificate and of its key; none for plain HTTP.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// Who has a token; none where nothing says so, which is not the same as nobody (`token = []`).
    pub tokens: Option<Vec<Token>>,
}

/// Settings that cannot be had.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error(
        "the file of settings `{}` cannot be read: {source}\nhint: `--config` or LODEGRAPH_CONFIG names it",
        path.display()
    )]
    File {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file says what is no setting.
    #[error(
        "`{}` holds what is no setting: {why}\nhint: the settings are named as the flags of `lodegraph serve --help` are, with `_` for `-`, and `[[token]]`",
        path.display()
    )]
    Unknown {
        /// Which.
        path: PathBuf,
        /// What, and on which line.
        why: String,
    },
    /// Half of what TLS needs.
    #[error(
        "`tls_cert` and `tls_key` go together, and one of them is missing\nhint: give both, or neither for plain HTTP"
    )]
    Tls,
    /// A token's lines do not fit.
    #[error("the token of `{name}` is not as it has to be: {why}\nhint: `lodegraph token` prints the lines")]
    Token {
        /// Whose.
        name: String,
        /// What is wrong.
        why: String,
    },
}

impl Config {
    /// Puts the settings together: flags and variables before the file, the file before the defaults.
    ///
    /// # Errors
    /// When the file cannot be read, has a key that is none, or a value that does not fit.
    pub fn of(shared: Shared, serving: Serving) -> Result<Self, ConfigError> {
        let file = shared.config.as_deref().map(File::read).transpose()?.unwrap_or_default();
        let tls = match (serving.tls_cert.or(file.tls_cert), serving.tls_key.or(file.tls_key)) {
            (Some(cert), Some(key)) => Some((cert, key)),
            (None, None) => None,
            _ => return Err(ConfigError::Tls),
        };
        let unset = Self::default();
        let listen = serving.listen.or(file.listen).unwrap_or(unset.listen);
        Ok(Self {
            data_dir: shared.data_dir.or(file.data_dir).unwrap_or(unset.data_dir),
            log: shared.log.or(file.log).unwrap_or(unset.log),
            log_format: shared.log_format.or(file.log_format).unwrap_or(unset.log_format),
            listen,
            empty: serving.empty.or(file.empty).unwrap_or(unset.empty),
            reading: serving.reading.or(file.reading),
            import_mib: serving.import_mib.or(file.import_mib.map(NonZeroU16::get)).unwrap_or(unset.import_mib),
            origins: serving.origins.or(file.origins).unwrap_or_default(),
            documents: serving.documents.or(file.documents).as_deref().map(documents_at).transpose()?,
            drain_seconds: serving.drain_seconds.or(file.drain_seconds).unwrap_or(unset.drain_seconds),
            idle_seconds: serving.idle_seconds.or(file.idle_seconds.map(NonZeroU16::get)).unwrap_or(unset.idle_seconds),
            connections: serving.connections.or(file.connections.map(NonZeroU16::get)).unwrap_or(unset.connections),
            rate: serving.rate.or(file.rate).unwrap_or(if listen.ip().is_loopback() { unset.rate } else { RATE }),
            question_seconds: serving
                .question_seconds
                .or(file.question_seconds.map(NonZeroU16::get))
                .unwrap_or(unset.question_seconds),
            proxies: serving.proxies.or(file.proxies).unwrap_or(unset.proxies),
            tls,
            tokens: file.token.map(|all| all.into_iter().map(TokenLines::read).collect()).transpose()?,
        })
    }
}

impl Default for Config {
    /// As it is without any setting.
    fn default() -> Self {
        Self {
            data_dir: PathBuf::from("lodegraph-data"),
            log: "warn,lodegraph=info".to_owned(),
            log_format: LogFormat::Plain,
            listen: SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 8080),
            empty: false,
            reading: None,
            import_mib: 64,
            origins: Vec::new(),
            documents: None,
            drain_seconds: 10,
            idle_seconds: 30,
            connections: 1024,
            rate: 0,
            question_seconds: 10,
            proxies: 0,
            tls: None,
            tokens: None,
        }
    }
}

impl TokenLines {
    fn read(self) -> Result<Token, ConfigError> {
        let wrong = |why: String| ConfigError::Token { name: self.name.clone(), why };
        if self.name.is_empty() || self.name.len() > 100 || self.name.chars().any(char::is_control) {
            return Err(wrong("`name` has 1 to 100 bytes, none of them a control character".to_owned()));
        }
        let role = self.role.parse().map_err(|unknown: crate::model::Invalid| wrong(unknown.to_string()))?;
        let hex = self.hash.strip_prefix("blake3:").map(blake3::Hash::from_hex);
        let hash = match hex {
            Some(Ok(hash)) => hash,
            _ => return Err(wrong("`hash` is `blake3:` and 64 hexadecimal digits".to_owned())),
        };
        let until = self.until.as_deref().map(str::parse).transpose();
        let until = until.map_err(|unknown: crate::model::Invalid| wrong(unknown.to_string()))?;
        Ok(Token { name: self.name, role, hash, until })
    }
}

impl File {
    fn read(path: &Path) -> Result<Self, ConfigError> {
        let path_buf = || path.to_owned();
        let text = fs::read_to_string(path).map_err(|source| ConfigError::File { path: path_buf(), source })?;
        toml::from_str(&text).map_err(|wrong| {
            let line = wrong.span().and_then(|span| text.get(..span.start)).map(|t| t.matches('\n').count() + 1);
            let place = line.map_or_else(String::new, |line| format!("line {line}, "));
            ConfigError::Unknown { path: path_buf(), why: format!("{place}{}", wrong.message().replace('\n', " ")) }
        })
    }
}

/// The texts of a file of documents: a JSON object of texts, by any names.
///
/// # Errors
/// Where it is none.
pub fn documents(file: &[u8]) -> serde_json::Result<Vec<String>> {
    Ok(serde_json::from_slice::<BTreeMap<String, String>>(file)?.into_values().collect())
}

fn documents_at(path: &Path) -> Result<Vec<String>, ConfigError> {
    let file = fs::read(path).map_err(|source| ConfigError::File { path: path.to_owned(), source })?;
    documents(&file).map_err(|wrong| ConfigError::Unknown {
        path: path.to_owned(),
        why: format!("no JSON object of texts (line {}, column {})", wrong.line(), wrong.column()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> (tempfile::TempDir, Shared) {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("settings.toml");
        fs::write(&path, text).unwrap();
        (dir, Shared { config: Some(path), ..Shared::default() })
    }

    #[test]
    fn the_flag_counts_before_the_file_and_the_file_before_the_default() {
        let (_dir, shared) = file("data_dir = \"from-file\"\nlisten = \"127.0.0.1:9\"\nempty = true\n");
        let config = Config::of(shared.clone(), Serving::default()).unwrap();
        assert_eq!(config.data_dir, Path::new("from-file"));
        assert_eq!((config.listen.port(), config.empty, config.log), (9, true, Config::default().log));
        let flags = Shared { data_dir: Some("from-flag".into()), ..shared };
        let serving = Serving { empty: Some(false), ..Serving::default() };
        let config = Config::of(flags, serving).unwrap();
        assert_eq!((config.data_dir.as_path(), config.empty), (Path::new("from-flag"), false));
    }

    #[test]
    fn without_any_setting_the_defaults_count() {
        let config = Config::of(Shared::default(), Serving::default()).unwrap();
        assert_eq!(config, Config::default());
        assert!(config.listen.ip().is_loopback() && config.listen.port() == 8080);
        let elsewhere = Serving { listen: Some("0.0.0.0:1".parse().unwrap()), ..Serving::default() };
        assert_eq!(Config::of(Shared::default(), elsewhere).unwrap().rate, RATE);
    }

    #[test]
    fn a_key_that_is_none_is_refused_with_its_line() {
        let (_dir, shared) = file("empty = true\ndata-dir = \"a\"\n");
        let refused = Config::of(shared, Serving::default()).unwrap_err().to_string();
        assert!(refused.contains("line 2") && refused.contains("data-dir") && refused.contains("hint: "), "{refused}");
    }

    #[test]
    fn what_nothing_would_work_with_none_of_is_more_than_none() {
        for name in ["import_mib", "idle_seconds", "connections", "question_seconds"] {
            let flag = format!("--{}", name.replace('_', "-"));
            for (number, taken) in [("0", false), ("1", true)] {
                let (_dir, shared) = file(&format!("{name} = {number}\n"));
                assert_eq!(Config::of(shared, Serving::default()).is_ok(), taken, "{name} = {number}");
                let command = Serving::augment_args(clap::Command::new("serve"));
                assert_eq!(command.try_get_matches_from(["serve", &flag, number]).is_ok(), taken, "{flag} {number}");
            }
        }
    }

    #[test]
    fn tokens_are_read_and_what_does_not_fit_is_named() {
        let hash = blake3::hash(b"secret");
        let lines = |name: &str, role: &str, hash: &str, rest: &str| {
            format!("[[token]]\nname = \"{name}\"\nrole = \"{role}\"\nhash = \"{hash}\"\n{rest}")
        };
        let read = |text: &str| {
            let (_dir, shared) = file(text);
            Config::of(shared, Serving::default())
        };
        let good = format!("blake3:{hash}");
        let tokens =
            read(&lines("desk", "editor", &good, "until = \"2030-01-01T00:00:00Z\"\n")).unwrap().tokens.unwrap();
        assert_eq!((tokens[0].name.as_str(), tokens[0].role, tokens[0].hash), ("desk", Role::Editor, hash));
        assert_eq!(tokens[0].until, Some("2030-01-01T00:00:00Z".parse().unwrap()));
        assert_eq!(read("token = []\n").unwrap().tokens, Some(Vec::new()));
        assert_eq!(read("reading = \"open\"\n").unwrap().reading, Some(Reading::Open));
        for (text, why) in [
            (lines("", "editor", &good, ""), "`name`"),
            (lines("desk", "owner", &good, ""), "reader, editor, admin"),
            (lines("desk", "editor", "secret", ""), "`hash`"),
            (lines("desk", "editor", &good, "until = \"soon\"\n"), "soon"),
            (lines("desk", "editor", &good, "secret = \"a\"\n"), "secret"),
        ] {
            let refused = read(&text).unwrap_err().to_string();
            assert!(refused.contains(why) && refused.contains("hint: "), "{refused}");
        }
    }

    #[test]
    fn one_half_of_tls_is_refused() {
        for half in ["tls_cert = \"a\"\n", "tls_key = \"a\"\n"] {
            let (_dir, shared) = file(half);
            assert!(matches!(Config::of(shared, Serving::default()), Err(ConfigError::Tls)));
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let shared = Shared { config: Some("no-such-file".into()), ..Shared::default() };
        assert!(Config::of(shared, Serving::default()).unwrap_err().to_string().contains("`no-such-file`"));
    }
}
