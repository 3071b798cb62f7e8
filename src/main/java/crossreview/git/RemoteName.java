package crossreview.git;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a repository is called in lists: {@code github.com/acme/shop}, the same for a clone by https
 * and one by ssh. Blocks.
 */
final class RemoteName {
  /** {@code scheme://user:password@host:port/path} or {@code user@host:path}. */
  private static final Pattern URL =
      Pattern.compile("(?:[a-z+]+://)(?:[^@/]*@)?([^/:]+)(?::\\d+)?/+(.+?)(?:\\.git)?/*");

  private static final Pattern SCP =
      Pattern.compile("(?:[^@/:]*@)?([^/:@]{2,}):(?!//)/*(.+?)(?:\\.git)?/*");

  private final GitRepository repository;

  RemoteName(GitRepository repository) {
    this.repository = repository;
  }

  String get() {
    return repository
        .line("config", "--get", "remote.origin.url")
        .map(RemoteName::of)
        .filter(name -> !name.isEmpty())
        .orElseGet(this::folder);
  }

  /** {@code host/path} of a remote's URL; empty for a directory of this machine. */
  static String of(String url) {
    for (Pattern form : new Pattern[] {URL, SCP}) {
      Matcher matcher = form.matcher(url);
      if (!url.startsWith("file:") && matcher.matches()) {
        return matcher.group(1) + "/" + matcher.group(2);
      }
    }
    return "";
  }

  private String folder() {
    Path place = repository.top().orElse(repository.directory()).getFileName();
    return place == null ? "repository" : place.toString();
  }
}
