package crossreview.life;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import crossreview.testkit.ChromeBrowser;
import crossreview.testkit.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser: signing in, each screen, the keyboard, long texts, a restart. */
@Timeout(240)
class PageIT {
  private static final long GROWN_MAX = 2_000_000; // bytes
  private static final int KEPT_LINES = 500; // live lines, and as many that it read
  private static final int CLIENTS = 20; // many lines share one fsync; one client waits for each

  @TempDir private Path home;
  private PageFixture page;
  private ChromeBrowser browser;

  @BeforeEach
  void start() throws Exception {
    page = new PageFixture(home);
    browser = page.browser;
  }

  @AfterEach
  void close() throws Exception {
    page.close();
  }

  @Test
  void aPersonSignsInAndLooksAtEachScreen() throws Exception {
    String id = page.reviewed("Add a client", PageFixture.DIFF);
    browser.open(page.daemon.url() + "/");
    browser.shows("crossreview open");
    page.picture("sign-in");
    page.open("/");
    browser.shows("Needs you");
    page.picture("needs-you");
    browser.click("nav a", "Sessions");
    browser.shows("Add a client");
    page.picture("sessions");

    browser.click("td a", "Add a client");

    browser.until("document.querySelector('.diff .finding')");
    assertEquals(id, browser.value("location.pathname.split('/')[2]"));
    page.picture("changes");
    for (String view : List.of("Rounds", "Verdict", "Evidence", "Events")) {
      browser.click(".tabs a", view);
      browser.until(
          "document.querySelector('main h2')?.textContent === " + ChromeBrowser.quoted(view));
      page.picture(view.toLowerCase(Locale.ROOT));
    }
    browser.click("nav a", "Money");
    browser.shows("most expensive");
    page.picture("money");
    browser.click("nav a", "Studio");
    browser.click("button", "Count again");
    browser.shows("of 1 session would have ended differently");
    page.picture("studio");
    browser.open(page.daemon.url() + "/docs");
    browser.fill("#search", "waive");
    browser.until("document.getElementById('found').textContent.includes(' of ')");
    String seen =
        "[...document.querySelectorAll('details')].filter(e => e.offsetHeight > 0).length";
    assertTrue((Long) browser.value(seen) < 8, "operations that are about waiving");
    page.picture("docs");
    page.noFaults();
  }

  @Test
  void theNarrowAndTheDarkPageShowTheSame() throws Exception {
    String id = page.reviewed("Add a client", PageFixture.DIFF);
    browser.screen(360, 740, true);
    page.open("/sessions/" + id);
    browser.until("document.querySelector('.diff .finding')");
    page.picture("changes-narrow-dark");
    for (String path :
        List.of("/", "/sessions", "/start", "/money", "/studio", "/sessions/" + id)) {
      browser.open(page.daemon.url() + path);
      browser.until("document.querySelector('main h1')");
      assertTrue(
          (Boolean) browser.value("document.documentElement.scrollWidth <= 360"),
          path + " scrolls to the side");
    }
    page.noFaults();
  }

  @Test
  void thePageGoesOnAfterARestartOfTheDaemonWithoutAReload() throws Exception {
    String id = page.reviewed("Add a client", PageFixture.DIFF);
    page.open("/sessions/" + id + "?view=events");
    browser.shows("run.ended");
    browser.value("window.before = 1");

    page.restart();

    browser.shows("The connection was away for");
    page.daemon.post("/sessions/" + id + "/notes", null, Map.of("text", "after the restart"));
    browser.shows("after the restart");
    assertEquals(1L, browser.value("window.before"), "the page was not loaded again");
    page.picture("restart");
    page.noFaults();
  }

  @Test
  void twoTabsAndAListAreLive() throws Exception {
    page.open("/sessions");
    browser.shows("No session yet");
    ChromeBrowser other = browser.tab();
    other.open(page.daemon.url() + "/");
    other.shows("Nothing waits for a person");
    assertTrue(
        (Boolean)
            other.value(
                "sessionStorage.getItem('crossreview-tab').startsWith('xt_')"
                    + " && document.cookie === ''"));

    page.reviewed("Add a client", PageFixture.DIFF);

    browser.shows("Add a client");
    other.shows("1 waits for a person");
    other.click("button", "Sign out");
    other.shows("crossreview open");
    browser.shows("You are signed out");
    page.noFaults();
  }

  @Test
  void everythingCanBeDoneWithTheKeyboard() throws Exception {
    String id = page.reviewed("Add a client", PageFixture.DIFF);
    page.open("/");
    browser.press("?");
    browser.until("document.querySelector('dialog').open");
    browser.press("Escape");
    browser.until("!document.querySelector('dialog').open");
    browser.press("s");
    browser.shows("Words of the task");
    for (int i = 0; i < 40 && !atLink(id); i++) {
      browser.press("Tab");
    }
    browser.press("Enter");
    browser.until("document.querySelector('.diff .finding')");
    browser.press("3");
    browser.shows("Votes, each with the text");
    browser.press("1");
    browser.until("document.querySelector('.diff .finding')");
    Eventually.holds(() -> {
      browser.press("j");
      return (Boolean) browser.value("document.activeElement.classList.contains('diff')");
    });
    page.noFaults();
  }

  private boolean atLink(String id) {
    return ("/sessions/" + id).equals(browser.value("document.activeElement.pathname"));
  }

  @Test
  void aLongDiffIsShownAtOnceAndScrollsInSmallSteps() throws Exception {
    page.open("/sessions/" + submitted(2_000));
    browser.shows("line 5 of a long file");
    browser.reload();
    String mark = "performance.getEntriesByName('crossreview-text')[0]";
    browser.until("document.querySelectorAll('.diff tr').length > 30 && " + mark);
    long paint = ((Number) browser.value("Math.round(" + mark + ".startTime)")).longValue();
    System.out.println("first paint of a diff of 2,000 lines: " + paint + " ms");

    browser.open(page.daemon.url() + "/sessions/" + submitted(50_000));
    browser.shows("line 5 of a long file");
    Object rows = browser.value("document.querySelectorAll('.diff tr').length");
    assertTrue((Long) rows < 200, rows + " rows are drawn");
    browser.value("document.querySelector('.diff').scrollTop = 1e9");
    browser.shows("line 50000 of a long file");
    String frames =
        """
        new Promise(done => {
          const box = document.querySelector('.diff'), times = [];
          let last = performance.now();
          box.scrollTop = 0;
          const step = now => {
            times.push(now - last); last = now; box.scrollTop += 900;
            if (times.length < 120) requestAnimationFrame(step);
            else done(times.slice(5).sort((a, b) => b - a).slice(0, 3).map(Math.round).join(' '));
          };
          requestAnimationFrame(step);
        })
        """;
    System.out.println(
        "longest frames of 115 while scrolling 50,000 lines: " + browser.value(frames) + " ms");
    assertTrue(paint < 10_000, "a busy machine may take longer than a second, but not " + paint);
    page.noFaults();
  }

  /** A session with a diff of so many lines. */
  private String submitted(int lines) throws Exception {
    StringBuilder diff = new StringBuilder("--- a/long.txt\n+++ b/long.txt\n");
    diff.append("@@ -0,0 +1,").append(lines).append(" @@\n");
    for (int i = 1; i <= lines; i++) {
      diff.append("+line ").append(i).append(" of a long file\n");
    }
    Map<?, ?> opened = page.daemon.post("/sessions", null, Map.of("task", "Long"));
    String id = (String) opened.get("session_id");
    page.daemon.submit(id, "k1", diff.toString());
    return id;
  }

  /** {@code -Dpage.events=6000} is a minute. */
  @Test
  void manyEventsDoNotFillTheMemoryOfThePage() throws Exception {
    int events = Integer.getInteger("page.events", 300);
    Map<?, ?> opened = page.daemon.post("/sessions", null, Map.of("task", "Busy"));
    String id = (String) opened.get("session_id");
    page.open("/sessions/" + id + "?view=events");
    notes(id, "full", KEPT_LINES + 100); // then the page keeps as many lines as it ever does
    long before = browser.heapBytes();

    long began = System.nanoTime();
    notes(id, "more", events);
    long rate = events * 1_000_000_000L / (System.nanoTime() - began);

    long grown = grown(before);
    System.out.println(
        events + " events at " + rate + " a second: the page grew by " + grown / 1024 + " KiB");
    assertTrue(grown < GROWN_MAX, "grew by " + grown + " bytes");
    Object lines = browser.value("document.querySelectorAll('tbody tr').length");
    assertTrue((Long) lines <= 2 * KEPT_LINES + 1, lines + " lines are kept");
    page.noFaults();
  }

  /** What stays when all is drawn; what a drawing still holds is let go within some collections. */
  private long grown(long before) {
    AtomicLong grown = new AtomicLong(Long.MAX_VALUE);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    Eventually.holds(
        () -> {
          grown.set(browser.heapBytes() - before);
          return grown.get() < GROWN_MAX || System.nanoTime() > end;
        },
        Duration.ofSeconds(30));
    return grown.get();
  }

  /** Adds notes from several clients, and waits until the page shows the last one of each. */
  private void notes(String id, String text, int count) throws Exception {
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Object>> tasks = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        String name = text + " of " + client + " ";
        tasks.add(() -> {
          for (int i = 1; i <= count / CLIENTS; i++) {
            page.daemon.post("/sessions/" + id + "/notes", null, Map.of("text", name + i));
          }
          return null;
        });
      }
      for (Future<Object> done : clients.invokeAll(tasks)) {
        done.get();
      }
    }
    Object head = page.daemon.get("/sessions/" + id).get("head");
    browser.until(
        "document.querySelector('tbody tr:last-child td')?.textContent === '" + head + "'");
  }
}
