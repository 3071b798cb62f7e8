package crossreview.operation.admin;

import crossreview.model.Digest;
import crossreview.model.ProblemException;
import crossreview.settings.reload.SettingChange;
import java.util.List;

/** What operators see of the settings in force, and how they have them read again. Blocks. */
public interface ConfigAdministration {
  /**
   * The settings in force beside those that a source has now.
   *
   * @param source the file
   * @param running names the settings in force
   * @param next names those that are in force after a reload of what the source has
   * @param changes what differs
   */
  record ConfigComparison(String source, Digest running, Digest next, List<SettingChange> changes) {
    public ConfigComparison {
      changes = List.copyOf(changes);
    }
  }

  /**
   * Compares, with keys and rule files read again as well; nothing is changed.
   *
   * @throws ProblemException as a reload, but for what comes up when peers, forges and webhooks are
   *     made
   */
  ConfigComparison compare();

  /**
   * Reads the settings again and puts them in force. It changes everything that it can, or nothing.
   *
   * @param by who asks for it
   * @param request the id of the request
   * @return what was in force before beside what was read
   * @throws ProblemException {@code no_settings}, {@code bad_settings} with every mistake, {@code
   *     bad_key}, {@code bad_rules_file}, {@code reload_under_way}
   */
  ConfigComparison reload(String by, String request);
}
