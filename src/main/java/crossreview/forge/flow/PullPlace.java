package crossreview.forge.flow;

import java.nio.file.Path;

/**
 * Which pull request.
 *
 * @param forge as the settings name it
 * @param repository {@code owner/name} as the settings spell it
 */
record PullPlace(String forge, String repository, int number) {
  /** Its folder; the settings admit no name that leads elsewhere. */
  Path folder(Path root) {
    return root.resolve(forge)
        .resolve(repository.replace('/', '+'))
        .resolve(Integer.toString(number));
  }

  @Override
  public String toString() {
    return forge + "/" + repository + "#" + number;
  }
}
