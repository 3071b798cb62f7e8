package crossreview.forge.github;

/** As whom the daemon acts at GitHub. Asking blocks a virtual thread. */
interface GithubLogin {
  /** The value of the header Authorization for a repository. */
  String authorization(String repository);

  /**
   * After an answer 401.
   *
   * @return whether a new token was made, so that the request may be repeated once
   */
  boolean renew(String repository);

  /** Under which name our posts are. */
  String account();

  /** Whether it is an app, which alone may make check runs. */
  boolean app();
}
