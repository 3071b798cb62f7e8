package crossreview.access;

import crossreview.model.ProjectName;
import crossreview.model.ValueChecks;
import org.jspecify.annotations.Nullable;

/**
 * An authenticated caller.
 *
 * @param name 1 to 64 characters; it is in journals as the cause of what they did
 * @param project whose sessions they see; an operator sees those of every project
 * @param seat the only seat that somebody who was invited answers for; absent for everybody else
 */
public record Principal(String name, AccessRole role, String project, @Nullable SeatKey seat) {
  public Principal {
    ValueChecks.text("name", name, 1, 64);
    ValueChecks.text("project", project, 1, 64);
    if (seat != null && role != AccessRole.REVIEWER) {
      throw new IllegalArgumentException(
          "a principal of one seat has the role reviewer and not " + role);
    }
  }

  /** Somebody with a token. */
  public Principal(String name, AccessRole accessRole, String project) {
    this(name, accessRole, project, null);
  }

  /** A caller of the default project. */
  public Principal(String name, AccessRole accessRole) {
    this(name, accessRole, ProjectName.DEFAULT);
  }

  public boolean operator() {
    return role == AccessRole.OPERATOR;
  }

  /** Whether they may answer for a seat of a session that they see. */
  public boolean mayAnswer(SeatKey other) {
    return seat == null || seat.equals(other);
  }

  /** Whether they see the sessions of a project. */
  public boolean sees(String other) {
    return operator() || project.equals(other);
  }

  /** The only project that they see; absent means every one. */
  public @Nullable String within() {
    return operator() ? null : project;
  }
}
