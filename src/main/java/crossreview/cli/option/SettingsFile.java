package crossreview.cli.option;

import crossreview.cli.JsonNode;
import crossreview.cli.render.DisplayFormats;
import crossreview.json.InvalidJsonException;
import crossreview.json.JsonReader;
import crossreview.model.CliProblem;
import crossreview.model.ProblemException;
import crossreview.process.TextFile;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import crossreview.settings.SettingsReader.SettingsResult;
import crossreview.settings.reload.ReloadSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A settings file with the options that override it, which a daemon reads at its start and again at
 * each reload. Any thread; blocks.
 *
 * @param name the file as it was typed
 * @param file the same, absolute
 * @param over {@code key=value}, in order
 * @param places where data is that no setting names, and the home that {@code ~} stands for
 */
record SettingsFile(String name, Path file, List<String> over, StandardPlaces places)
    implements ReloadSource {
  private static final int BYTES_MAX = 16 * 1024 * 1024; // settings, not some other file
  private static final String DATA_DIR = "data_dir";

  /** The same under its whole path, which means the same everywhere. */
  SettingsFile absolute() {
    return new SettingsFile(file.toString(), file, over, places);
  }

  /** The values over a file, with the place of the data where neither says it. */
  static List<String> withDataDir(
      Map<String, Object> tree, List<String> over, StandardPlaces places) {
    List<String> sets = new ArrayList<>(over);
    if (!tree.containsKey(DATA_DIR)) {
      sets.addFirst(DATA_DIR + "=" + places.data());
    }
    return sets;
  }

  private String shown() {
    return JsonNode.safe(name);
  }

  /** What came of reading it; refused with {@code no_settings} or {@code bad_settings}. */
  SettingsResult result() {
    try {
      Map<String, Object> tree = JsonReader.readObject(TextFile.read(file, BYTES_MAX));
      return SettingsReader.read(tree, withDataDir(tree, over, places), places.home());
    } catch (IOException e) {
      throw CliProblem.NO_SETTINGS.exception(
          "cannot read " + shown() + ": " + GlobalOptions.reason(e));
    } catch (InvalidJsonException e) {
      throw CliProblem.BAD_SETTINGS.exception(shown() + " is not valid JSON: " + e.getMessage());
    }
  }

  /** A reload reads no pipe, which could keep it waiting without a limit. */
  @Override
  public Settings read() {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw CliProblem.NO_SETTINGS.exception(
          "cannot read " + shown() + ": it is " + kind() + ", and a file is expected");
    }
    return switch (result()) {
      case SettingsResult.ValidSettings valid -> valid.settings();
      case SettingsResult.InvalidSettings invalid -> {
        String count = DisplayFormats.plural(invalid.faults().size(), "problem");
        throw new ProblemException(
            CliProblem.BAD_SETTINGS.problem(shown() + " has " + count, invalid.faults()));
      }
    };
  }

  private String kind() {
    return Files.isDirectory(file) ? "a directory" : "no regular file";
  }
}
