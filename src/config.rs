//! Every setting: its name, its meaning, its default. A setting is a flag, a variable `LODEGRAPH_…`, or a line in the file
//! that `--config` names; the first of these that gives one counts. Imports nothing of ours.

use std::{
    fs, io,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use clap::Args;
use serde::Deserialize;
use thiserror::Error;

/// Where the store is unless said otherwise.
const DATA_DIR: &str = "lodegraph-data";
/// What is logged unless said otherwise.
const LOG: &str = "warn,lodegraph=info";
/// Where the server listens unless said otherwise: this machine alone.
const LISTEN: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), 8080);

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
}

/// What a file of settings may say.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
struct File {
    data_dir: Option<PathBuf>,
    log: Option<String>,
    listen: Option<SocketAddr>,
    empty: Option<bool>,
}

/// The settings that count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Directory of the store.
    pub data_dir: PathBuf,
    /// What is logged, in the words of tracing's filters.
    pub log: String,
    /// Where the server listens.
    pub listen: SocketAddr,
    /// Whether an empty store stays so.
    pub empty: bool,
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
        "`{}` holds what is no setting: {why}\nhint: the settings are `data_dir`, `log`, `listen` and `empty`",
        path.display()
    )]
    Unknown {
        /// Which.
        path: PathBuf,
        /// What, and on which line.
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
        Ok(Self {
            data_dir: shared.data_dir.or(file.data_dir).unwrap_or_else(|| PathBuf::from(DATA_DIR)),
            log: shared.log.or(file.log).unwrap_or_else(|| LOG.to_owned()),
            listen: serving.listen.or(file.listen).unwrap_or(LISTEN),
            empty: serving.empty.or(file.empty).unwrap_or(false),
        })
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
        assert_eq!((config.listen.port(), config.empty, config.log.as_str()), (9, true, LOG));
        let flags = Shared { data_dir: Some("from-flag".into()), ..shared };
        let serving = Serving { listen: None, empty: Some(false) };
        let config = Config::of(flags, serving).unwrap();
        assert_eq!((config.data_dir.as_path(), config.empty), (Path::new("from-flag"), false));
    }

    #[test]
    fn without_any_setting_the_defaults_count() {
        let config = Config::of(Shared::default(), Serving::default()).unwrap();
        assert!(config.listen.ip().is_loopback() && config.listen.port() == 8080);
        assert_eq!((config.data_dir.as_path(), config.empty), (Path::new("lodegraph-data"), false));
    }

    #[test]
    fn a_key_that_is_none_is_refused_with_its_line() {
        let (_dir, shared) = file("empty = true\ndata-dir = \"a\"\n");
        let refused = Config::of(shared, Serving::default()).unwrap_err().to_string();
        assert!(refused.contains("line 2") && refused.contains("data-dir") && refused.contains("hint: "), "{refused}");
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let shared = Shared { config: Some("no-such-file".into()), ..Shared::default() };
        assert!(Config::of(shared, Serving::default()).unwrap_err().to_string().contains("`no-such-file`"));
    }
}
