package crossreview.access.browser;

import crossreview.access.Principal;
import crossreview.access.TokenRegistry.Authentication;

/**
 * What a browser is let in for.
 *
 * @param principal who it acts as: the one with the token, perhaps with a lower role, or somebody
 *     who was invited to a seat
 * @param origin the token that stands behind it: without it, the session is over
 */
public record SignInGrant(Principal principal, Authentication origin) {
  public SignInGrant {
    boolean same = origin.principal().name().equals(principal.name());
    if (!(same || principal.seat() != null)
        || !origin.principal().role().covers(principal.role())) {
      throw new IllegalStateException(principal + " is more than " + origin.principal());
    }
  }
}
