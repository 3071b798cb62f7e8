package crossreview.model;

import java.util.regex.Pattern;

/** Names of projects: a caller of a project sees its sessions and no others. */
public final class ProjectName {
  /** Where sessions and tokens belong that name no project. */
  public static final String DEFAULT = "default";

  /** What a name looks like. */
  public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

  private static final Pattern NAME = Pattern.compile(PATTERN);

  private ProjectName() {}

  /** Whether a project may be called so. */
  public static boolean allowed(String name) {
    return NAME.matcher(name).matches();
  }
}
