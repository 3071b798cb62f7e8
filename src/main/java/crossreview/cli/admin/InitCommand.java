package crossreview.cli.admin;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.cli.admin.InitQuestions.ProviderKey;
import crossreview.cli.admin.SettingsDraft.ModelChoice;
import crossreview.cli.option.SettingsFaults;
import crossreview.cli.option.StandardPlaces;
import crossreview.file.DurableFiles;
import crossreview.file.StorageProblems;
import crossreview.json.IndentedJson;
import crossreview.model.CliProblem;
import crossreview.model.ProblemException;
import crossreview.peer.command.ExecutableFinder;
import crossreview.profile.ProfileCatalog;
import crossreview.profile.ProviderProfile.KeyHeader;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "init",
    mixinStandardHelpOptions = true,
    description = {
      "Write a settings file: from options, or from answers at a terminal.",
      "Installed agents (claude, codex, gemini, ollama) and providers whose key is in the"
          + " environment are offered. Keys are only named, never written. An existing file is not"
          + " overwritten."
    })
public final class InitCommand implements Callable<Integer> {
  /** For directories that it makes, as the XDG Base Directory Specification asks for. */
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private static final List<String> KEY_KINDS = List.of("variable:", "file:", "credential:");

  private final CliContext cliContext;
  private final LocalBackend localBackend;

  @ArgGroup(multiplicity = "0..1")
  private @Nullable NamedFile named;

  /** Where to write, in one of two ways. */
  private static final class NamedFile {
    @Parameters(
        paramLabel = "FILE",
        description =
            "The file to write, or a directory for crossreview.json in it. By default it is written"
                + " where every command finds it: crossreview/crossreview.json in XDG_CONFIG_HOME,"
                + " or in ~/.config.")
    private @Nullable Path file;

    @Option(names = "--config", paramLabel = "FILE", description = "The same.")
    private @Nullable Path config;

    private Path place() {
      return Objects.requireNonNull(file == null ? config : file, "the group has one of them");
    }
  }

  @Option(
      names = "--agent",
      paramLabel = "NAME",
      description = "A program as a peer: claude, codex or gemini. Repeatable.")
  private List<String> agents = new ArrayList<>();

  @Option(
      names = "--model",
      paramLabel = "PROVIDER=MODEL",
      description = "A language model as a peer, such as ollama=qwen3:32b. Repeatable.")
  private Map<String, String> models = new LinkedHashMap<>();

  @Option(
      names = "--price",
      paramLabel = "PROVIDER=IN,OUT",
      description = "Its US dollars per million tokens, or free; needed except for ollama.")
  private Map<String, String> prices = new LinkedHashMap<>();

  @Option(
      names = "--key",
      paramLabel = "PROVIDER=WHERE",
      description =
          "Where its key is: variable:NAME, file:PATH or credential:NAME; by default in the usual"
              + " variable of the provider.")
  private Map<String, String> keys = new LinkedHashMap<>();

  @Option(
      names = "--call-usd",
      paramLabel = "USD",
      description = "What a call of an agent costs at most; by default ${DEFAULT-VALUE}.")
  private String callUsd = "0.50";

  @Option(
      names = "--panel",
      paramLabel = "NAME",
      description = "The name of the panel; by default ${DEFAULT-VALUE}.")
  private String panel = "main";

  @Option(
      names = "--session-usd",
      paramLabel = "USD",
      description = "The ceiling of a review; needed for peers that cost something.")
  private @Nullable String sessionUsd;

  @Option(names = "--day-usd", paramLabel = "USD", description = "The ceiling of a day.")
  private @Nullable String dayUsd;

  public InitCommand(CliContext cliContext, LocalBackend localBackend) {
    this.cliContext = cliContext;
    this.localBackend = localBackend;
  }

  @Override
  public Integer call() {
    Path shown = shown();
    Path place = cliContext.workingDirectory().resolve(shown);
    if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) {
      throw exists(shown);
    }
    SettingsDraft draft = agents.isEmpty() && models.isEmpty() ? asked() : fromOptions();
    if (draft.isEmpty()) {
      throw new CliException(
          CliProblem.INIT_INCOMPLETE, "no agent and no model was chosen; nothing was written");
    }
    Map<String, Object> tree = draft.tree();
    Settings settings = valid(tree);
    write(place, tree, shown);
    report(settings, shown);
    return 0;
  }

  /** The file as people see it. */
  private Path shown() {
    if (named == null) {
      return StandardPlaces.of(cliContext).userSettings();
    }
    Path given = named.place();
    boolean folder = Files.isDirectory(cliContext.workingDirectory().resolve(given));
    return folder ? given.resolve(StandardPlaces.SETTINGS).normalize() : given;
  }

  private SettingsDraft asked() {
    if (!cliContext.animated()) {
      throw new CliException(
          CliProblem.INIT_INCOMPLETE,
          "there is no terminal to ask at; give --agent claude|codex|gemini or --model"
              + " PROVIDER=MODEL with --price PROVIDER=IN,OUT, and --session-usd USD");
    }
    List<AgentRecipe> found =
        Arrays.stream(AgentRecipe.values()).filter(agent -> installed(agent.program())).toList();
    return new InitQuestions(cliContext).ask(found, keyed(), installed("ollama"));
  }

  private boolean installed(String program) {
    return ExecutableFinder.find(program, cliContext.variables().getOrDefault("PATH", ""))
        .isPresent();
  }

  /** The providers whose usual variable is set. */
  private List<ProviderKey> keyed() {
    ProfileCatalog profiles = ProfileCatalog.shipped();
    List<ProviderKey> keyed = new ArrayList<>();
    for (String name : profiles.names()) {
      if (ProfileCatalog.dialects().contains(name)) {
        continue;
      }
      KeyHeader header =
          profiles.find(name, name, Map.of(), new ArrayList<>()).providerEndpoint().key();
      Optional<String> variable =
          header == null
              ? Optional.empty()
              : header.variables().stream()
                  .filter(each -> !cliContext.variables().getOrDefault(each, "").isBlank())
                  .findFirst();
      variable.ifPresent(each -> keyed.add(new ProviderKey(name, each)));
    }
    return keyed;
  }

  private SettingsDraft fromOptions() {
    List<AgentRecipe> recipes = agents.stream().map(InitCommand::recipe).toList();
    refuseUnused("--price", prices);
    refuseUnused("--key", keys);
    List<ModelChoice> chosen = new ArrayList<>();
    models.forEach((provider, model) -> {
      String price = prices.getOrDefault(provider, provider.equals("ollama") ? "free" : "");
      if (price.isEmpty()) {
        throw incomplete(
            "--model " + provider + " needs its price: --price " + provider + "=IN,OUT, or free");
      }
      chosen.add(new ModelChoice(provider, model, price, key(provider)));
    });
    boolean free = recipes.isEmpty() && chosen.stream().allMatch(m -> m.price().equals("free"));
    if (sessionUsd == null && !free) {
      throw incomplete("peers that cost something need a ceiling: --session-usd USD");
    }
    return new SettingsDraft(
        recipes, chosen, callUsd, panel, sessionUsd == null ? "1.00" : sessionUsd, dayUsd);
  }

  private void refuseUnused(String option, Map<String, String> given) {
    given.keySet().stream()
        .filter(provider -> !models.containsKey(provider))
        .findFirst()
        .ifPresent(provider -> {
          throw incomplete(option + " " + provider + " has no --model " + provider + "=MODEL");
        });
  }

  private @Nullable String key(String provider) {
    String key = keys.get(provider);
    if (key != null && KEY_KINDS.stream().noneMatch(kind -> startsAndGoesOn(key, kind))) {
      throw incomplete(
          "--key "
              + provider
              + " must be variable:NAME, file:PATH or credential:NAME; the key itself is never"
              + " written");
    }
    return key;
  }

  private static boolean startsAndGoesOn(String key, String kind) {
    return key.startsWith(kind) && key.length() > kind.length();
  }

  private static AgentRecipe recipe(String name) {
    return Arrays.stream(AgentRecipe.values())
        .filter(recipe -> recipe.program().equals(name))
        .findFirst()
        .orElseThrow(() -> {
          String known =
              Arrays.stream(AgentRecipe.values())
                  .map(AgentRecipe::program)
                  .collect(Collectors.joining(", "));
          return incomplete(
              "--agent must be one of "
                  + known
                  + " (ollama: --model ollama=MODEL), is \""
                  + name
                  + "\"");
        });
  }

  private static CliException incomplete(String message) {
    return new CliException(CliProblem.INIT_INCOMPLETE, message);
  }

  /** The settings of the draft, as every command would read them from the file. */
  private Settings valid(Map<String, Object> tree) {
    return switch (SettingsReader.read(tree, List.of(), cliContext.home())) {
      case SettingsReader.SettingsResult.ValidSettings validSettings -> validSettings.settings();
      case SettingsReader.SettingsResult.InvalidSettings invalidSettings ->
          throw SettingsFaults.refusal(
              "nothing was written: the settings would have ", invalidSettings.faults());
    };
  }

  private static CliException exists(Path shown) {
    return new CliException(
        CliProblem.FILE_EXISTS,
        shown + " exists already and is not overwritten; name another FILE");
  }

  private void write(Path place, Map<String, Object> tree, Path shown) {
    byte[] bytes = (IndentedJson.of(tree) + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      if (named == null) {
        Files.createDirectories(DurableFiles.directoryOf(place), OWNER_ONLY);
      }
      Path temporary = place.resolveSibling("." + place.getFileName() + ".init");
      if (!DurableFiles.create(place, bytes, temporary)) {
        throw exists(shown);
      }
    } catch (IOException e) {
      throw new ProblemException(StorageProblems.of("write " + place, e));
    }
  }

  private void report(Settings settings, Path shown) {
    String found = named == null ? ", where every command finds it" : "";
    cliContext.out().println("written " + shown + found + "; look at it, then:");
    String option = named == null ? "" : " --config " + shown;
    for (String next : List.of("config check", "peers probe", "start")) {
      cliContext.out().println("  crossreview " + next + option);
    }
    localBackend.muteLogs();
    localBackend
        .checkPanels(settings)
        .forEach(readiness ->
            readiness
                .problems()
                .forEach(problem -> cliContext.note(JsonNode.safe("before a review: " + problem))));
  }
}
