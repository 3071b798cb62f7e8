package crossreview.settings.reload;

import crossreview.model.CliProblem;
import crossreview.model.ProblemException;
import crossreview.settings.Settings;

/** From where a daemon has its settings, to read them again. */
public interface ReloadSource {
  /** Of a daemon that was started without a settings file. */
  ReloadSource NONE =
      new ReloadSource() {
        @Override
        public String name() {
          return "";
        }

        @Override
        public Settings read() {
          throw CliProblem.NO_SETTINGS.exception(
              "the daemon was started without a settings file, so there is nothing to read again;"
                  + " start it with --config FILE");
        }
      };

  /** What is read, for people: the path of a file. */
  String name();

  /**
   * Reads and checks all of it. Blocks.
   *
   * @throws ProblemException {@code no_settings} where it cannot be read, {@code bad_settings} with
   *     every mistake at once
   */
  Settings read();
}
