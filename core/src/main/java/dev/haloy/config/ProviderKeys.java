package dev.haloy.config;

import static dev.haloy.config.KeyInfo.Merge.TOP_LEVEL_ONLY;
import static dev.haloy.config.KeyInfo.Section.ONE_PASSWORD;
import static dev.haloy.config.KeyInfo.Section.SECRET_PROVIDERS;
import static dev.haloy.config.KeyInfo.Section.SOPS;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys that say where references to secrets lead. */
final class ProviderKeys {
    static final ObjectType<OnePasswordSource, OnePasswordSource.Builder> ONE_PASSWORD_SOURCE = new ObjectType<>(
            ONE_PASSWORD,
            OnePasswordSource::builder,
            OnePasswordSource.Builder::build,
            List.of(
                    Key.of(
                            ONE_PASSWORD,
                            "account",
                            Types.TEXT,
                            TOP_LEVEL_ONLY,
                            OnePasswordSource.Builder::account,
                            OnePasswordSource::account,
                            "The account, if there are several."),
                    Key.of(
                            ONE_PASSWORD,
                            "vault",
                            Types.TEXT,
                            TOP_LEVEL_ONLY,
                            OnePasswordSource.Builder::vault,
                            OnePasswordSource::vault,
                            "The vault."),
                    Key.of(
                            ONE_PASSWORD,
                            "item",
                            Types.TEXT,
                            TOP_LEVEL_ONLY,
                            OnePasswordSource.Builder::item,
                            OnePasswordSource::item,
                            "The item; its field labels are the keys.")));

    static final ObjectType<SopsSource, SopsSource.Builder> SOPS_SOURCE = new ObjectType<>(
            SOPS,
            SopsSource::builder,
            SopsSource.Builder::build,
            List.of(
                    Key.of(
                            SOPS,
                            "file",
                            Types.TEXT,
                            TOP_LEVEL_ONLY,
                            SopsSource.Builder::file,
                            SopsSource::file,
                            "The encrypted file, relative to this one."),
                    Key.of(
                            SOPS,
                            "format",
                            Types.TEXT,
                            TOP_LEVEL_ONLY,
                            SopsSource.Builder::format,
                            SopsSource::format,
                            "Its format: yaml, json or dotenv; by its name if not set.")));

    static final ObjectType<SecretProvidersConfig, SecretProvidersConfig.Builder> PROVIDERS = new ObjectType<>(
            SECRET_PROVIDERS,
            SecretProvidersConfig::builder,
            SecretProvidersConfig.Builder::build,
            List.of(
                    Key.of(
                            SECRET_PROVIDERS,
                            "onepassword",
                            new MapType<>(ONE_PASSWORD_SOURCE),
                            TOP_LEVEL_ONLY,
                            SecretProvidersConfig.Builder::onePassword,
                            providers -> written(providers.onePassword()),
                            "1Password items by source name."),
                    Key.<SecretProvidersConfig, SecretProvidersConfig.Builder, Map<String, SopsSource>>of(
                                    SECRET_PROVIDERS,
                                    "sops",
                                    new MapType<>(SOPS_SOURCE),
                                    TOP_LEVEL_ONLY,
                                    SecretProvidersConfig.Builder::sops,
                                    providers -> written(providers.sops()),
                                    "SOPS files by source name.")
                            .since("v0.1.0-beta.51")));

    private ProviderKeys() {}

    private static <E> Optional<Map<String, E>> written(Map<String, E> sources) {
        return sources.isEmpty() ? Optional.empty() : Optional.of(sources);
    }
}
