package dev.cachekit.sample.console;

/** What the browser is asked about the page as it is drawn. */
public final class Scripts {

    /** From 0 to 255. */
    public static final String BRIGHTNESS = """
            (() => {
              const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number);
              return Math.round((r + g + b) / 3);
            })()""";

    /** Texts with less contrast than WCAG 2.2 asks for at level AA: 4.5, or 3 for large ones. */
    public static final String TOO_FAINT = """
            const channels = (colour) => colour.match(/[\\d.]+/g).map(Number);
            const linear = (c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4);
            const luminance = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
            const ground = (element) => {
              for (let at = element; at; at = at.parentElement) {
                const [r, g, b, a = 1] = channels(getComputedStyle(at).backgroundColor);
                if (a > 0) {
                  return [r, g, b];
                }
              }
              return [255, 255, 255];
            };
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            const faint = [];
            while (walker.nextNode()) {
              const element = walker.currentNode.parentElement;
              if (!walker.currentNode.textContent.trim() || !element.checkVisibility() || element.closest('script, noscript')) {
                continue;
              }
              const style = getComputedStyle(element);
              const [one, other] = [luminance(channels(style.color)), luminance(ground(element))].sort((a, b) => b - a);
              const size = parseFloat(style.fontSize);
              const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
              if ((one + 0.05) / (other + 0.05) < (large ? 3 : 4.5)) {
                faint.push(walker.currentNode.textContent.trim() + ' ' + ((one + 0.05) / (other + 0.05)).toFixed(2));
              }
            }
            return faint;""";

    /** Pictures that say nothing to who does not see them, without being marked as needless. */
    public static final String PICTURES_WITHOUT_LABEL = """
            return [...document.querySelectorAll('svg')]
              .filter((graph) => graph.getAttribute('aria-hidden') !== 'true')
              .filter((graph) => graph.getAttribute('role') !== 'img' || !graph.getAttribute('aria-label'))
              .map((graph) => graph.outerHTML);""";

    private Scripts() {}
}
