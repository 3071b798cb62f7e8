package crossreview.cli.option;

import crossreview.cli.CliContext;
import crossreview.cli.CliException;
import crossreview.cli.JsonNode;
import crossreview.model.ProblemException;
import crossreview.settings.Settings;
import crossreview.settings.SettingsReader;
import crossreview.settings.SettingsReader.SettingsResult;
import crossreview.settings.SettingsReader.SettingsResult.InvalidSettings;
import crossreview.settings.SettingsReader.SettingsResult.ValidSettings;
import crossreview.settings.reload.ReloadSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings in force: those of the file that was named or is in a standard place, and single
 * values over it. Blocks.
 *
 * @param config the file that was named; null for none
 * @param over {@code key=value}, the last one wins
 */
record SettingsSource(@Nullable Path config, List<String> over) {
  /** All problems at once, with the name of the file that has them. */
  Settings read(CliContext cliContext) {
    Optional<SettingsFile> file = file(cliContext);
    String subject = file.map(found -> shown(found) + " has ").orElse("the settings have ");
    return switch (result(file, cliContext)) {
      case ValidSettings valid -> valid.settings();
      case InvalidSettings invalid -> throw SettingsFaults.refusal(subject, invalid.faults());
    };
  }

  /**
   * What a daemon reads again that starts now: the same file, whatever comes into standard places
   * later.
   */
  ReloadSource again(CliContext cliContext) {
    return file(cliContext).<ReloadSource>map(SettingsFile::absolute).orElse(ReloadSource.NONE);
  }

  private Optional<SettingsFile> file(CliContext cliContext) {
    StandardPlaces places = StandardPlaces.of(cliContext);
    return Optional.ofNullable(config)
        .or(places::settings)
        .map(named ->
            new SettingsFile(
                named.toString(), cliContext.workingDirectory().resolve(named), over, places));
  }

  private SettingsResult result(Optional<SettingsFile> file, CliContext cliContext) {
    StandardPlaces places = StandardPlaces.of(cliContext);
    try {
      return file.isPresent()
          ? file.get().result()
          : SettingsReader.read(
              Map.of(), SettingsFile.withDataDir(Map.of(), over, places), places.home());
    } catch (ProblemException e) {
      throw new CliException(e.problem().type(), e.problem().message());
    }
  }

  private static String shown(SettingsFile file) {
    return JsonNode.safe(file.name());
  }
}
