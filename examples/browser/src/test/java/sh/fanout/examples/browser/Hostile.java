package sh.fanout.examples.browser;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.stream.Stream;

/** Texts that would like to be more than texts, and what they leave behind where one of them is. */
final class Hostile {

    private static final String SCRIPT = "<script>window.pwned=1</script>";

    /** Each short enough for a tag. */
    static final List<String> TEXTS = List.of(
            SCRIPT,
            "\"><img src=x onerror=window.pwned=1 data-pwned>",
            "'><svg onload=window.pwned=1 data-pwned>",
            "\" autofocus onfocus=\"window.pwned=1\" data-pwned=\"",
            "' onmouseover='window.pwned=1' data-pwned='",
            "` onclick=window.pwned=1 data-pwned=`",
            "javascript:window.pwned=1//",
            "data:text/html," + SCRIPT,
            "//pwned.example/?a=b&c=d#e",
            "</title>" + SCRIPT,
            "</textarea>" + SCRIPT,
            "</code></pre></svg></table><b data-pwned>",
            "</script>" + SCRIPT + "{\"a\":\"</script>\"}",
            "</style><style>*{display:none!important}</style>",
            "<div hx-get=. hx-trigger=load hx-on:load=window.pwned=1 data-pwned>",
            "<form action=//pwned.example data-pwned><input name=who>",
            "<base href=//pwned.example data-pwned><meta http-equiv=refresh content=99>",
            "<!-- <b data-pwned> --> ]]> <![CDATA[<b data-pwned>]]>",
            "{{constructor.constructor('window.pwned=1')()}} ${7*7} #{7*7} <%= 7*7 %>",
            "&lt;b data-pwned&gt; &amp;lt; &#60;b&#62; &nbsp;",
            "../../../../etc/passwd?x=1#y;z=%2e%2e%2f",
            "%3Cb data-pwned%3E %00 %zz +",
            "red\u202Eder\u2066 zalgo\u0301\u0302\u0303 \uD83D\uDC69\u200D\uD83D\uDCBB",
            "tab\tand bell\u0007 and escape\u001B[31m",
            "unbreakable".repeat(9));

    /** One for each way out: of an element, an attribute, a field, a template, the direction and the width of a line. */
    static final List<String> SOME =
            Stream.of(1, 3, 10, 18, 22, 24).map(TEXTS::get).toList();

    /** Many of them at once, as long as a reason may be. */
    static final String MANY = String.join(" ", TEXTS).substring(0, 500);

    private Hostile() {}

    /** What a page has that no text of its own has put there. */
    static List<?> traces(Page page) {
        return (List<?>) page.evaluate("""
                () => {
                  const found = window.pwned ? ["a script has run"] : [];
                  for (const element of document.querySelectorAll("*")) {
                    for (const { name, value } of element.attributes) {
                      const acts = name.startsWith("on") || (name.startsWith("hx-") && element !== document.body);
                      const leads = ["href", "src", "action", "formaction"].includes(name) && new URL(value, location).protocol !== "http:";
                      if (acts || name.startsWith("data-pwned") || (leads && !value.startsWith("data:image/svg+xml,"))) {
                        found.push(element.outerHTML);
                      }
                    }
                  }
                  return found;
                }""");
    }

    /** All that a page says, with white space as one blank. */
    static String words(Page page) {
        return (String) page.evaluate("""
                () => [document.body, ...document.querySelectorAll("input, textarea")]
                  .map(it => it.value ?? it.textContent).join(" ").replace(/\\s+/g, " ")""");
    }
}
