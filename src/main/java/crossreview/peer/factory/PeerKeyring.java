package crossreview.peer.factory;

import crossreview.guard.Redaction;
import crossreview.guard.Secret;
import crossreview.guard.rule.RuleFileReader.ReadableRules;
import crossreview.guard.rule.RuleFileReader.RuleFault;
import crossreview.model.AccessProblem;
import crossreview.model.CliProblem;
import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.process.TextFile;
import crossreview.profile.ProviderProfile.KeyHeader;
import crossreview.settings.ForgeEntry;
import crossreview.settings.ForgeEntry.ForgeIdentity.AppIdentity;
import crossreview.settings.ForgeEntry.ForgeIdentity.TokenIdentity;
import crossreview.settings.Settings;
import crossreview.settings.Settings.KeySource;
import crossreview.settings.Settings.ModelEntry;
import crossreview.settings.Settings.PeerEntry;
import crossreview.settings.WebhookEntry;
import crossreview.store.disk.FileModeCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of the peers and of the forges, read at the start and at each reload from where the
 * settings say that they are. A key that is not there is no fault of the start: its peer answers
 * that it has none.
 */
public final class PeerKeyring {
  private static final Logger LOG = LoggerFactory.getLogger(PeerKeyring.class);
  private static final int FILE_BYTES_MAX = 16 * 1024; // a key, not some other file
  private static final String CREDENTIALS = "CREDENTIALS_DIRECTORY"; // systemd.exec(5)

  /** The setting that names the rule file. */
  public static final String RULES = "secrets.rules_file";

  private final Map<String, Secret> byPeer = new LinkedHashMap<>();
  private final Map<String, Secret> byWebhook = new LinkedHashMap<>();
  private final Map<String, ForgeKeys> byForge = new LinkedHashMap<>();
  private final Map<String, String> variables;
  private final SecretRulesFile.ReadRules rules;

  private PeerKeyring(Map<String, String> variables, SecretRulesFile.ReadRules rules) {
    this.variables = variables;
    this.rules = rules;
  }

  /**
   * Reads them; blocks.
   *
   * @throws ProblemException {@code bad_key} for a file that is not a key, {@code bad_rules_file}
   */
  public static PeerKeyring of(Settings settings, Map<String, String> variables) {
    PeerKeyring keys = new PeerKeyring(variables, SecretRulesFile.of(settings));
    for (PeerEntry peer : settings.peers()) {
      if (peer.peerSpec() instanceof ModelEntry model) {
        keys.find(model).ifPresent(key -> keys.add(peer.id(), key));
      }
    }
    settings.forges().forEach(forge -> keys.byForge.put(forge.name(), keys.of(forge)));
    for (WebhookEntry webhook : settings.webhooks()) {
      String owner = "webhook " + webhook.name();
      keys.at(webhook.secret())
          .ifPresent(key -> keys.byWebhook.put(webhook.name(), checked(owner, key)));
    }
    return keys;
  }

  /** What signs the messages to a webhook; null where it is not there. */
  public @Nullable Secret ofWebhook(String name) {
    return byWebhook.get(name);
  }

  /**
   * The keys of a forge; each is null where it is not there or not wanted.
   *
   * @param token of an account
   * @param app the private key of an app, as PEM
   * @param webhook what signs its events
   */
  public record ForgeKeys(@Nullable Secret token, @Nullable Secret app, @Nullable Secret webhook) {}

  private ForgeKeys of(ForgeEntry forge) {
    KeySource token = forge.identity() instanceof TokenIdentity named ? named.token() : null;
    KeySource app = forge.identity() instanceof AppIdentity named ? named.key() : null;
    String owner = "forge " + forge.name();
    return new ForgeKeys(
        token == null ? null : at(token).map(key -> checked(owner, key)).orElse(null),
        app == null ? null : at(app).map(Secret::new).orElse(null),
        forge.webhook() == null
            ? null
            : at(forge.webhook()).map(key -> checked(owner, key)).orElse(null));
  }

  /** The keys of a forge of the settings. */
  public ForgeKeys ofForge(String name) {
    return Objects.requireNonNull(byForge.get(name), name);
  }

  private void add(String peer, String key) {
    byPeer.put(peer, checked("peer " + peer, key));
  }

  private static Secret checked(String owner, String key) {
    boolean header = key.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    if (key.length() < Redaction.KEY_MIN || !header) {
      String message =
          "the key of "
              + owner
              + " must have "
              + Redaction.KEY_MIN
              + " or more printable characters";
      throw CliProblem.BAD_KEY.exception(message);
    }
    return new Secret(key);
  }

  private Optional<String> find(ModelEntry model) {
    KeyHeader header = model.providerProfile().providerEndpoint().key();
    return switch (model.key()) {
      case null -> header == null ? Optional.empty() : first(header.variables());
      case KeySource key -> at(key);
    };
  }

  private Optional<String> at(KeySource source) {
    return switch (source) {
      case KeySource.VariableKey variableKey -> first(List.of(variableKey.name()));
      case KeySource.FileKey fileKey -> readPrivate(fileKey.file());
      case KeySource.CredentialKey credentialKey ->
          Optional.ofNullable(variables.get(CREDENTIALS))
              .flatMap(folder -> read(Path.of(folder, credentialKey.name())));
    };
  }

  private Optional<String> first(List<String> names) {
    return names.stream()
        .map(variables::get)
        .filter(value -> value != null && !value.isBlank())
        .map(value -> TextFile.withoutMark(value).strip())
        .findFirst();
  }

  /** A file of the user's own; systemd watches over the modes of credentials itself. */
  private static Optional<String> readPrivate(Path file) {
    try {
      Optional<String> open = Files.exists(file) ? FileModeCheck.fault(file) : Optional.empty();
      if (open.isPresent()) {
        throw AccessProblem.PRIVATE_FILE_REFUSED.exception(
            "the key file " + file + " " + open.get());
      }
      return read(file);
    } catch (IOException e) {
      String message = "cannot read the mode of the key file " + file + ": " + e.getMessage();
      throw CliProblem.BAD_KEY.exception(message);
    }
  }

  private static Optional<String> read(Path file) {
    try {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      return Optional.of(TextFile.read(file, FILE_BYTES_MAX).strip());
    } catch (IOException e) {
      String message = "cannot read the key in " + file + ": " + e.getMessage();
      throw CliProblem.BAD_KEY.exception(message);
    }
  }

  /** The key of a peer; null if it has none. */
  @Nullable Secret of(String peer) {
    return byPeer.get(peer);
  }

  /** What to do about the key of a peer that needs one and has none. */
  public Optional<String> absent(PeerEntry peer) {
    return peer.peerSpec() instanceof ModelEntry model
            && model.providerProfile().providerEndpoint().key() != null
            && of(peer.id()) == null
        ? Optional.of(missing(model))
        : Optional.empty();
  }

  /** The rules for secrets that the user brings, and what is left out of them. */
  public ReadableRules rules() {
    return rules.rules();
  }

  /** Names the text of the rule file; of an empty one where there is none. */
  Digest rulesDigest() {
    return rules.digest();
  }

  /**
   * What was read from a place outside the settings file and differs, also where it came or went;
   * each is named by its setting, such as {@code peers.ada.key}.
   */
  public List<String> changedSince(PeerKeyring before) {
    List<String> changed = new ArrayList<>();
    different(before.byPeer, byPeer).forEach(peer -> changed.add("peers." + peer + ".key"));
    different(before.byForge, byForge).forEach(forge -> changed.add("forges." + forge));
    different(before.byWebhook, byWebhook)
        .forEach(webhook -> changed.add("webhooks." + webhook + ".secret"));
    if (!rulesDigest().equals(before.rulesDigest())) {
      changed.add(RULES);
    }
    return List.copyOf(changed);
  }

  private static List<String> different(Map<String, ?> before, Map<String, ?> now) {
    return Stream.concat(before.keySet().stream(), now.keySet().stream())
        .distinct()
        .filter(name -> !Objects.equals(before.get(name), now.get(name)))
        .toList();
  }

  /** Logs which rules for secrets are left out, one by one. */
  public void warnOfRules() {
    for (RuleFault fault : rules().faults()) {
      LOG.atWarn()
          .addKeyValue("rule", fault.rule())
          .addKeyValue("reason", fault.message())
          .log("a rule of secrets.rules_file is left out");
    }
  }

  /** What hides all of them, and whatever else looks like a secret. */
  public Redaction redaction() {
    return Redaction.of(all()).beside(rules().rules()::spans);
  }

  /** All that are texts of a line, for redaction only. */
  public List<String> all() {
    Stream<Secret> forges =
        byForge.values().stream().flatMap(keys -> Stream.of(keys.token(), keys.webhook()));
    return Stream.of(byPeer.values().stream(), forges, byWebhook.values().stream())
        .flatMap(secrets -> secrets)
        .filter(Objects::nonNull)
        .map(Secret::reveal)
        .distinct()
        .toList();
  }

  /** What to do about a missing one. */
  static String missing(ModelEntry model) {
    KeyHeader header = model.providerProfile().providerEndpoint().key();
    return switch (model.key()) {
      case null ->
          "no key: set " + (header == null ? "\"key\"" : String.join(" or ", header.variables()));
      case KeySource.VariableKey variableKey -> "no key: set the variable " + variableKey.name();
      case KeySource.FileKey fileKey -> "no key: " + fileKey.file() + " does not exist";
      case KeySource.CredentialKey credentialKey ->
          "no key: systemd provides no credential " + credentialKey.name();
    };
  }
}
