/** The whole style of a report; its hash is all that the report's Content-Security-Policy lets through. */
export const REPORT_STYLE = `
:root{color-scheme:light dark;--page:#f6f7f8;--surface:#fff;--raised:#f1f3f5;--line:#dde1e6;--ink:#1a1f27;--soft:#566070;--baseline:#c3cad3;--accent:#2f6fde;--link:#245cc0;--slate:#64748b;--sand:#e6b450;--orange:#e08a1e;--vermilion:#d1431a}
@media screen and (prefers-color-scheme:dark){:root{--page:#12151a;--surface:#191d24;--raised:#21262f;--line:#303743;--ink:#e8ebef;--soft:#a1abb8;--baseline:#515c6b;--accent:#76a6f8;--link:#8fb6fa;--slate:#94a3b8;--vermilion:#ee6a42}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Devanagari","Liberation Sans",sans-serif;font-variant-numeric:tabular-nums;-webkit-text-size-adjust:100%}
main{max-width:940px;margin:0 auto;padding:40px 32px 64px;background:var(--surface);min-height:100vh}
h1,h2,h3,p,ul,dl,figure{margin:0;padding:0}
h1{font-size:28px;line-height:1.25;font-weight:650;letter-spacing:-.012em;text-wrap:pretty;overflow-wrap:anywhere}
h2{font-size:20px;line-height:1.3;font-weight:650;margin:44px 0 12px;padding-top:20px;border-top:1px solid var(--line)}
h3{font-size:15px;font-weight:650;margin:24px 0 8px}
a{color:var(--link);text-decoration-thickness:1px;text-underline-offset:2px}
a:focus-visible,summary:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:2px}
code{font:13px/1.45 ui-monospace,"IBM Plex Mono",SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;overflow-wrap:anywhere;color:var(--soft)}
.symbols{position:absolute}
.eyebrow{display:flex;justify-content:space-between;gap:16px;flex-wrap:wrap;font-size:13px;color:var(--soft);margin-bottom:20px}
.eyebrow b{color:var(--ink);letter-spacing:.02em}
.headline{display:grid;grid-template-columns:auto 1fr;gap:4px 14px;align-items:start}
.headline .mark{margin-top:4px}
.headline p{grid-column:2;color:var(--soft);margin-top:6px}
.facts-grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(160px,1fr));gap:1px;background:var(--line);border:1px solid var(--line);border-radius:6px;overflow:hidden;margin-top:24px}
.facts-grid div{background:var(--surface);padding:10px 14px;min-width:0}
.facts-grid dt{font-size:12px;color:var(--soft)}
.facts-grid dd{margin:0;font-size:15px;font-weight:600;overflow-wrap:anywhere}
.facts-grid dd small{display:block;font-size:12px;font-weight:400;color:var(--soft)}
.tally{display:flex;flex-wrap:wrap;gap:4px 18px;list-style:none;margin-top:16px;font-size:13px}
.conventions{padding-left:18px;max-width:76ch}
.conventions li{margin:4px 0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-size:13px;line-height:1.4}
th,td{padding:6px 10px;text-align:right;vertical-align:top;border-bottom:1px solid var(--line);font-weight:400}
thead th{font-size:12px;color:var(--soft);vertical-align:bottom;border-bottom-color:var(--soft)}
th:first-child,td:first-child{padding-left:0}
th:last-child,td:last-child{padding-right:0}
tbody th,thead th:first-child{text-align:left}
tbody th{overflow-wrap:anywhere;min-width:8em;max-width:26em;font-weight:550}
tfoot th,tfoot td{border-bottom:0;color:var(--soft);text-align:right}
tfoot th{text-align:left}
.columns :is(th,td):nth-child(-n+3),.quality :is(th,td),.rejects :is(th,td):not(:nth-child(2)),.imports :is(th,td):last-child{text-align:left}
.columns td{white-space:nowrap}
.quality td:nth-child(2){overflow-wrap:anywhere;min-width:7em;max-width:18em;font-weight:550}
.quality td:last-child code{white-space:nowrap}
.statistics :is(th,td):nth-child(n+3){text-align:left}
.statistics tbody th{white-space:nowrap}
.statistics td:nth-child(2){font-weight:600;white-space:nowrap}
.statistics td:nth-child(3){white-space:nowrap}
.statistics td:nth-child(4){color:var(--soft)}
.bins{line-height:1.3}
.bins th,.bins td{padding-top:3px;padding-bottom:3px;vertical-align:middle}
.bins tbody th{font-weight:400;max-width:22em}
.bins .bars{text-align:left;white-space:nowrap;padding-left:16px;width:190px}
.bins svg{display:block}
.key{display:inline-block;width:10px;height:8px;vertical-align:baseline}
.key.baseline{background:var(--baseline)}
.key.current{background:var(--accent);margin-left:8px}
.verdict{white-space:nowrap;font-weight:600}
.mark{vertical-align:-2px}
.ring{fill:none;stroke-width:1.75}
.ring.none,.ring.insufficient{stroke:var(--slate)}
.ring.insufficient{stroke-dasharray:2.4 2.2}
.ring.low{stroke:var(--sand)}.fill.low{fill:var(--sand)}
.ring.moderate{stroke:var(--orange)}.fill.moderate{fill:var(--orange)}
.fill.high{fill:var(--vermilion)}
.hatch{stroke:var(--slate);stroke-width:.8}
.severity{font-weight:600;border-left:3px solid var(--slate);padding-left:8px}
.severity.low{border-color:var(--sand)}.severity.moderate{border-color:var(--orange)}.severity.high{border-color:var(--vermilion)}
.column{margin-top:32px;padding-top:20px;border-top:1px solid var(--line)}
.column header{display:flex;justify-content:space-between;align-items:baseline;gap:4px 24px;flex-wrap:wrap;margin-bottom:8px}
.column h3{font-size:17px;margin:0;overflow-wrap:anywhere;min-width:0}
.facts{display:flex;gap:14px;font-size:13px;white-space:nowrap}
.facts>span:last-child{color:var(--soft)}
.reasons{padding-left:18px;margin-bottom:12px}
.chart{margin:12px 0 16px}
.chart svg{display:block;width:100%;height:auto}
.chart figcaption svg{display:inline-block;width:8px;height:12px}
.chart figcaption{font-size:12px;color:var(--soft);margin-top:4px}
.baseline-area{fill:var(--baseline)}
.current-bar{fill:var(--accent)}
.current-line{fill:none;stroke:var(--accent);stroke-width:1.75;stroke-linejoin:round}
.grid{stroke:var(--line)}
.axis{stroke:var(--soft)}
.tick,.label{font-size:11px;fill:var(--soft)}
.label{fill:var(--ink)}
.end{text-anchor:end}.middle{text-anchor:middle}
.heat-none{fill:var(--baseline)}.heat-low{fill:var(--sand)}.heat-moderate{fill:var(--orange)}.heat-high{fill:var(--vermilion)}
caption{text-align:left;font-size:12px;color:var(--soft);padding:14px 0 4px;text-wrap:pretty}
.latency small{font-size:12px;color:var(--soft);white-space:nowrap}
.statistics td:nth-child(3){min-width:11em}
details{margin-top:12px}
summary{cursor:pointer;font-size:13px;color:var(--soft);padding:4px 0}
.notes{list-style:none;margin-top:12px;font-size:13px;color:var(--soft)}
.notes li{margin:2px 0}
.empty-text,.muted{color:var(--soft);font-style:italic}
.appendix{display:grid;grid-template-columns:max-content 1fr;gap:10px 20px;font-size:13px}
.appendix dt{color:var(--soft)}
.appendix dd{margin:0;min-width:0;overflow-wrap:anywhere}
footer{margin-top:44px;padding-top:16px;border-top:1px solid var(--line);font-size:12px;color:var(--soft)}
@media (max-width:640px){main{padding:24px 16px 48px}h1{font-size:22px}.appendix{grid-template-columns:1fr;gap:2px}.appendix dd{margin-bottom:12px}}
@page{size:A4;margin:15mm 14mm 16mm}
@media print{
:root{color-scheme:light}
body{background:none;font-size:10pt;-webkit-print-color-adjust:exact;print-color-adjust:exact}
main{max-width:none;padding:0;min-height:0}
h1{font-size:18pt}h2{font-size:13pt;margin-top:24pt}
h2,h3,.column header,.column .reasons,.chart,summary{break-after:avoid}
tr,figure,.reasons,.headline,.facts-grid,.statistics,.bins,.notes{break-inside:avoid}
.notes{break-before:avoid}
thead{display:table-header-group}tfoot{display:table-row-group}
table,.notes,.facts,.appendix,code{font-size:8.5pt}
thead th{font-size:8pt}
a{color:inherit;text-decoration:none}
.scroll{overflow:visible}
th,td{padding:3px 8px}
.bins th,.bins td{padding-top:1px;padding-bottom:1px}
.bins svg{height:13px}
.column{margin-top:20pt;padding-top:12pt}
.reasons,.chart{margin-bottom:6pt}
.conventions,.reasons{font-size:9pt}
.chart{width:160mm}
details::details-content{content-visibility:visible;display:block;block-size:auto}
summary{list-style:none}
}
`
