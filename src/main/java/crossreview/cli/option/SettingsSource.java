package crossreview.cli.option;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.CliProblem;
import crossreview.process.TextFile;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import crossreview.settings.SettingsReader.SettingsResult.InvalidSettings;
import crossreview.settings.SettingsReader.SettingsResult.ValidSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force: those of the file that was named or is in a standard place, and single
 * values over it. Blocks.
 *
 * @param config the file that was named; null for none
 * @param over {@code key=value}, the last one wins
 */
record SettingsSource(@Nullable Path config, List<String> over) {
  private static final int BYTES_MAX = 16 * 1024 * 1024; // settings, not some other file
  private static final String DATA_DIR = "data_dir";

  /** All problems at once, with the name of the file that has them. */
  Settings read(CliContext cliContext) {
    StandardPlaces places = StandardPlaces.of(cliContext);
    Path file = config == null ? places.settings().orElse(null) : config;
    Map<String, Object> tree = file == null ? Map.of() : tree(file, cliContext);
    List<String> sets = new ArrayList<>(over);
    if (!tree.containsKey(DATA_DIR)) {
      sets.addFirst(DATA_DIR + "=" + places.data());
    }
    return switch (SettingsReader.read(tree, sets, cliContext.home())) {
      case ValidSettings valid -> valid.settings();
      case InvalidSettings invalid ->
          throw SettingsFaults.refusal(
              file == null ? "the settings have " : shown(file) + " has ", invalid.faults());
    };
  }

  private static Map<String, Object> tree(Path file, CliContext cliContext) {
    try {
      return JsonReader.readObject(
          TextFile.read(cliContext.workingDirectory().resolve(file), BYTES_MAX));
    } catch (IOException e) {
      throw new CliException(
          CliProblem.NO_SETTINGS, "cannot read " + shown(file) + ": " + GlobalOptions.reason(e));
    } catch (InvalidJsonException e) {
      throw new CliException(
          CliProblem.BAD_SETTINGS, shown(file) + " is not valid JSON: " + e.getMessage());
    }
  }

  private static String shown(Path file) {
    return JsonNode.safe(file.toString());
  }
}
