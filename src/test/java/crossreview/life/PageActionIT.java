package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.json.JsonTree;
import crossreview.testkit.ChromeBrowser;
import crossreview.testkit.Eventually;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What people do on the page, in a real browser: each action of a session, a seat, a receipt. */
@Timeout(240)
class PageActionIT {
  @TempDir private static Path home;
  private static PageFixture page; // one for all: each test has sessions of its own
  private static ChromeBrowser browser;

  @BeforeAll
  static void start() throws Exception {
    page = new PageFixture(home);
    browser = page.browser;
  }

  @AfterAll
  static void close() throws Exception {
    page.close();
  }

  @Test
  void aFindingIsWaivedWithAReasonAndTheDraftOfItSurvivesAReload() throws Exception {
    String id = page.reviewed("Add a client", PageFixture.DIFF);
    page.open("/sessions/" + id);
    browser.click(".diff .finding summary", "Waive");
    browser.fill(".diff .finding input", "a key of the documentation");
    browser.reload();
    browser.click(".diff .finding summary", "Waive");
    browser.until("document.querySelector('.diff .finding input').value.startsWith('a key of')");
    browser.shows("finding=f1 as=satisfied 'reason=a key of the documentation'");
    page.picture("answer");

    browser.click(".diff .finding button", "Waive");

    browser.shows("waived");
    Map<?, ?> findings = page.daemon.get("/sessions/" + id + "/findings");
    assertEquals("waived", JsonTree.at(findings, "/findings/0/state"));
    assertEquals("a key of the documentation", JsonTree.at(findings, "/findings/0/moves/0/reason"));
    page.noFaults();
  }

  @Test
  void aReviewIsStartedByPastingAndAnswersAppearLive() throws Exception {
    page.open("/start");
    browser.fill("input", "Pasted");
    browser.fill("textarea", PageFixture.DIFF);
    page.picture("start");

    browser.click("main button", "Start");

    browser.until("location.pathname.startsWith('/sessions/')");
    browser.shows("divided");
    browser.until("document.querySelector('.diff .finding')");
    page.noFaults();
  }

  @Test
  void eachActionOfASessionIsDoneAndShowsItsCommand() throws Exception {
    String id = page.reviewed("Add a client", PageFixture.DIFF);
    page.open("/sessions/" + id);

    act("Note", Map.of("textarea", "for people"), "session_note");
    act("Tell the panel", Map.of("textarea", "keep the interface"), "session_constrain");
    act("Attach evidence", Map.of("input", "log", "textarea", "all green"), "label=log text=@file");
    act("Change a limit", Map.of("input", "1.5"), "limit=session_usd to=1.5");
    act("Swap a peer", Map.of(), "leaves=secrets joins=person");
    act("Escalate", Map.of("input", "who decides?"), "severity=warning 'reason=who decides?'");
    act("Pause", Map.of("input", "lunch"), "session_pause");
    browser.until("document.querySelector('main strong.wait')?.textContent === 'paused'");
    act("Resume", Map.of(), "session_resume");
    browser.click(".diff .finding summary", "Reply");
    browser.fill(".diff .finding textarea", "it is an example");
    browser.click(".diff .finding button.main", "Reply");
    browser.until("document.querySelector('.diff .finding textarea')?.value === ''");
    act("Fork", Map.of(), "session_fork");
    browser.until("location.pathname !== '/sessions/" + id + "'");
    act("New text", Map.of("input", "b.md", "textarea", "a text"), "session_submit");
    act("Start a run", Map.of(), "mode=review");
    browser.open(page.daemon.url() + "/sessions/" + id);
    act("Cancel", Map.of("input", "wrong branch"), "--reason 'wrong branch'");
    browser.shows("cancelled");
    act("Contest", Map.of("input", "it was right"), "contest_verdict");
    browser.until("location.pathname !== '/sessions/" + id + "'");

    Map<?, ?> events = page.daemon.get("/sessions/" + id + "/events?limit=500");
    String all = events.toString();
    for (String said :
        List.of(
            "for people",
            "keep the interface",
            "Reply to secrets about f1",
            "1.5",
            "who decides?",
            "lunch",
            "wrong branch",
            "it was right")) {
      assertTrue(all.contains(said), said);
    }
    page.noFaults();
  }

  /** Opens the form of an action, looks at its command, and sends it. */
  private void act(String title, Map<String, String> fields, String command) {
    String form = "form[aria-label=\"" + title + "\"]";
    browser.click(".actions button", title);
    fields.forEach((field, text) -> browser.fill(form + " " + field, text));
    browser.until(
        "document.querySelector("
            + ChromeBrowser.quoted(form + " code")
            + ")?.textContent.includes("
            + ChromeBrowser.quoted(command)
            + ")");
    browser.click(form + " button.main", title);
    browser.until("!document.querySelector(" + ChromeBrowser.quoted(form) + ")");
  }

  @Test
  void aPersonTakesASeatCommentsOnALineAndVotes() throws Exception {
    String session = seated();
    String caller = page.token("ann");
    browser.open(page.daemon.url() + "/");
    browser.value("sessionStorage.clear()"); // somebody else sits down
    browser.reload();
    browser.fill("input[type=password]", caller);
    browser.click("button", "Sign in");
    takeSeat();
    browser.click(".diff button.add", "3");
    browser.fill(".diff textarea", "two are too few");
    browser.fill("#summary", "I read it");
    page.picture("seat");

    browser.click("form button", "Submit");

    browser.shows("Your answer is in");
    page.daemon.becomes(session, "divided");
    Map<?, ?> findings = page.daemon.get("/sessions/" + session + "/findings");
    assertEquals("two are too few", JsonTree.at(findings, "/findings/0/statement"));
    assertEquals(3L, JsonTree.at(findings, "/findings/0/citations/0/line"));
    page.noFaults();
  }

  @Test
  void aPersonWithoutATokenIsInvitedToOneSeatAndSeesNothingElse() throws Exception {
    String session = seated();
    String seat = JsonTree.text(page.daemon.get("/seats"), "/seats/0/seat").orElseThrow();
    Map<?, ?> invited =
        page.daemon.post("/seats/" + seat + "/invitation", null, Map.of("name", "guest"));
    browser.open(page.daemon.url() + "/");
    browser.value("sessionStorage.clear()");
    browser.open(page.daemon.url() + invited.get("path"));
    browser.shows("You are invited to a review");
    browser.reload();
    browser.until("location.hash === ''");
    browser.click("main button", "Take the seat");
    browser.shows("You are person in round 1");
    browser.shows("guest, reviewer");
    browser.reload();
    browser.fill("#summary", "I read it as a guest");
    page.picture("guest");
    String other =
        "fetch('/api/v1/sessions', { headers: { Authorization: 'Bearer ' +"
            + " sessionStorage.getItem('crossreview-tab') } }).then((answer) => '' +"
            + " answer.status)";
    assertEquals("403", browser.value(other));

    browser.click("form button", "Submit");

    browser.shows("Your answer is in");
    page.daemon.becomes(session, "unanimous");
    browser.value("sessionStorage.clear()");
    browser.open(page.daemon.url() + "/nothing");
    browser.open(page.daemon.url() + invited.get("path"));
    browser.click("main button", "Take the seat");
    browser.shows("ask for another invitation");
  }

  @Test
  void aReceiptIsCheckedInTheBrowserAndAnAlteredOneIsRefused() throws Exception {
    String session = seated();
    String seat = JsonTree.text(page.daemon.get("/seats"), "/seats/0/seat").orElseThrow();
    String ann = page.token("bea");
    page.daemon.postAs(ann, "/seats/" + seat + "/claim", Map.of());
    String vote = "{\"status\":\"READY\",\"summary\":\"fine\"}";
    page.daemon.postAs(ann, "/seats/" + seat + "/answer", Map.of("answer", vote));
    page.daemon.becomes(session, "unanimous");
    page.open("/sessions/" + session + "?view=verdict");
    browser.click("button", "Check the receipt");
    browser.shows("The signature is whole");
    page.picture("receipt");

    String altered =
        """
        import(document.querySelector('script[type=module]').src.replace('main.js', 'receipt.js'))
          .then(async ({ checked }) => {
            const receipt = JSON.parse(document.querySelector('section[aria-label=Receipt] pre').textContent);
            const whole = await checked(receipt, { public: receipt.key.public });
            const other = await checked(receipt, { public: 'another' });
            receipt.content.outcome = 'divided';
            return [whole, other, await checked(receipt, { public: receipt.key.public })].join(' ');
          })
        """;
    assertEquals("whole other altered", browser.value(altered));
    page.noFaults();
  }

  /** A session that waits for a person. */
  private String seated() throws Exception {
    Map<String, Object> review =
        Map.of("task", "Sit", "draft", "a\ntext\nof 2 lines\n", "label", "a.md", "panel", "seated");
    String session = (String) page.daemon.post("/rounds", null, review).get("session_id");
    Eventually.holds(() -> seats().contains("person"));
    return session;
  }

  private void takeSeat() {
    browser.click("td a", "Sit");
    browser.shows("This seat waits for a person");
    browser.click("main button", "Take the seat");
  }

  private String seats() {
    try {
      return page.daemon.get("/seats").toString();
    } catch (Exception e) {
      return "";
    }
  }
}
