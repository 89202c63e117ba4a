package typeset

import (
	"strings"

	"github.com/memed/memed/internal/caption"
)

// goldenCase is a picture of the usual size, large enough to judge the shapes of every script.
func goldenCase(name string, captions ...goldenCaption) golden {
	return golden{name, 240, 160, captions}
}

var goldens = []golden{
	// Latin.
	goldenCase("latin-meme", goldenTop("ONE DOES NOT SIMPLY"), goldenBottom("WALK INTO MORDOR")),
	goldenCase("latin-balanced", goldenTop("WHEN YOU FINALLY FIX THE BUG AND NOBODY NOTICES"), goldenBottom("IT WAS A COMMA")),
	goldenCase("latin-capital-accents", goldenTop("ÅÉÑ ÇŐŰ ĞİŻ"), goldenBottom("ŘÜŞ ŠŽÝ ÀÎÕ\nŢĄĘ ĶŅĢ")),
	goldenCase("latin-descenders", goldenTop("jumpy quay gypsy"), goldenBottom("ÅNGSTRÖM, ÇA VA?\njäger yoğurt")),
	goldenCase("latin-western", goldenTop("¿QUÉ? ¡MAÑANA! ÇA ALORS, GARÇON"), goldenBottom("Straße, Æsir, Øl, Œuvre, þórr, ðað")),
	goldenCase("latin-central", goldenTop("PŘÍLIŠ ŽLUŤOUČKÝ KŮŇ"), goldenBottom("Zażółć gęślą jaźń árvíztűrő")),
	goldenCase("latin-south-east", goldenTop("IĞDIR’DA ŞİŞLİ, ȚĂRĂ, ȘTIU"), goldenBottom("Ħaż-Żebbuġ, ľúbosť, ģērbt, ŋŧ")),
	goldenCase("latin-vietnamese", goldenTop("TIẾNG VIỆT ĐẸP QUÁ"), goldenBottom("Đường Nguyễn Huệ ở đâu ạ, bữa trưa?")),
	goldenCase("latin-free-marks", goldenTop("Z̃ Q̂ ɔ̀ ɛ́ Ọ̀ Ẹ́"), goldenBottom("за́мок на замке́, x̱ r̄́")),
	goldenCase("latin-kerning", goldenTop("AVATAR TAWNY"), goldenBottom("office fluff To. Ty, LT").font("noto-sans")),
	goldenCase("latin-punctuation", goldenTop("“WAIT…” – HE SAID — ‘NO’"), goldenBottom("50% @home #1 & {a}[b] 3×4=12 /\\ $9.99")),
	// Greek and Cyrillic.
	goldenCase("greek", goldenTop("ΈΝΑ ΑΣΤΕΊΟ, ΠΆΝΤΑ ΚΑΛΌ"), goldenBottom("Γιατί το δοκίμασες ΐ ΰ;")),
	goldenCase("greek-polytonic", goldenTop("Ὦ ἄνδρες Ἀθηναῖοι"), goldenBottom("ᾧ ᾍ ῥᾴδιον").font("noto-sans")),
	goldenCase("cyrillic-russian", goldenTop("КОГДА КОД РАБОТАЕТ, А ТЫ НЕ ЗНАЕШЬ ПОЧЕМУ"), goldenBottom("Съешь ещё этих мягких булок")),
	goldenCase("cyrillic-ukrainian", goldenTop("ЇЖАК ҐАВА ЄВШАН"), goldenBottom("Щастя є, якщо її п’єш")),
	goldenCase("cyrillic-serbian", goldenTop("ЉУБАВ ЊЕГОШ ЏЕП"), goldenBottom("ћирилица, ђак, Ћуприја, Ђорђе")),
	goldenCase("cyrillic-beside-latin", goldenTop("HELLO ПРИВЕТ"), goldenBottom("git push в пятницу").cased(caption.CaseUpper)),
	// Right to left.
	goldenCase("hebrew", goldenTop("כשהקוד עובד בפעם הראשונה!"), goldenBottom("למה ככה, אחי?")),
	goldenCase("hebrew-points", goldenTop("שָׁלוֹם, עוֹלָם!"), goldenBottom("בְּרֵאשִׁית בָּרָא").font("noto-sans-hebrew")),
	goldenCase("hebrew-mixed", goldenTop("שלחתי commit ב-3:00 (בלילה)!"), goldenBottom("He said שלום (x2) ל-12 people.")),
	goldenCase("arabic", goldenTop("عندما يعمل الكود من أول مرة!"), goldenBottom("لا إله، هل هذا معقول؟")),
	goldenCase("arabic-vowels", goldenTop("السَّلَامُ عَلَيْكُمْ"), goldenBottom("بِسْمِ ٱللَّٰهِ ﷺ").font("noto-sans-arabic")),
	goldenCase("arabic-mixed", goldenTop("أرسلت commit رقم 42 (أخيرًا)!"), goldenBottom("The word سلام means 100% peace.")),
	goldenCase("persian", goldenTop("وقتی برنامه\u200cات کار می\u200cکند؟"), goldenBottom("گچ پژ ۱۲۳۴۵۶ تومان")),
	goldenCase("urdu", goldenTop("جب کوڈ پہلی بار چل جائے"), goldenBottom("ٹھیک ہے؟ لڑکی کہاں ہیں ۴۵۶۷۔")),
	// India and Thailand.
	goldenCase("hindi", goldenTop("जब कोड पहली बार चल जाए!"), goldenBottom("हिन्दी में क्षत्रिय ज्ञान द्वितीय वर्षों र्किं १२३")),
	goldenCase("marathi", goldenTop("माझं काय चुकलं रे?"), goldenBottom("दऱ्या सुऱ्या पुण्याच्या वळणावर ष्ट्र ॲप")),
	goldenCase("bengali", goldenTop("কোড চলছে কেন জানি না!"), goldenBottom("কর্তৃপক্ষ স্ত্রী জ্ঞান ব্যাঙ্ক কৌতুক ৳১২৩")),
	goldenCase("tamil", goldenTop("வேலை செய்கிறது எப்படி?"), goldenBottom("ஸ்ரீ கொக்கோ மௌனம் து கூ ணு க்ஷ")),
	goldenCase("telugu", goldenTop("కోడ్ పని చేస్తోంది!"), goldenBottom("స్త్రీ క్షమించు విజ్ఞానం ర్క కృష్ణ హ్మ్")),
	goldenCase("thai", goldenTop("ที่นี่มีน้ำไหม ญี่ปุ่น"), goldenBottom("กตัญญู ฐิติ ปั๊ม ปิ่น กี๋ ฟ้า ซื้อ ทำไม ๑๒๓")),
	goldenCase("thai-breaking", goldenTop("ทำไมโค้ดนี้ถึงทำงานได้ทั้งที่ไม่มีใครเข้าใจ")),
	// Caucasus.
	goldenCase("georgian", goldenTop("როცა კოდი მუშაობს და არ იცი რატომ"), goldenBottom("კარგია, ძმაო!").cased(caption.CaseUpper)),
	goldenCase("armenian", goldenTop("ԵՐԲ ԿՈԴՆ ԱՇԽԱՏՈՒՄ Է"), goldenBottom("Ինչո՞ւ և ինչպե՛ս, ախպեր։")),
	// East Asia.
	goldenCase("chinese-simplified", goldenTop("当代码第一次就能运行的时候"), goldenBottom("别问，问就是“玄学”。")),
	goldenCase("chinese-traditional", goldenTop("當程式第一次就能運行的時候"), goldenBottom("「龜、鬱、灣」的臺灣！")),
	goldenCase("japanese", goldenTop("一発で動いたコードが怖い"), goldenBottom("「これは、ペンです。」ッて、なぁー？")),
	goldenCase("japanese-kinsoku", goldenText("「はい」、「いいえ」。（笑）ちょっと、まって！！").at(caption.Left, caption.Top)),
	goldenCase("korean", goldenTop("코드가 왜 돌아가는지 모를 때"), goldenBottom("한글, 뷁! 닭볶음탕을 먹었다?")),
	goldenCase("east-asia-beside-latin", goldenTop("GIT 推送 PUSH 한국 テスト"), goldenBottom("Ver 2.0 の 新機能 100%").font("noto-sans")),
	// Symbols and emoji.
	goldenCase("symbols", goldenTop("→ ← ↑ ↓ ⇒ ↔ ∞ √ ≠ ≤ ★ ♠ ♥ ♦ ♣ ✓ ✗ ♪ ☐ ☑"), goldenBottom("© ® ™ € £ ¥ ₹ ₿ ₺ ½ x² № ° § • ■ ● ▲")),
	goldenCase("symbols-in-text", goldenTop("A → B, 2 ≠ 3"), goldenBottom("STEP 1 ⇒ PROFIT ★★★")),
	goldenCase("emoji", goldenTop("😀😂🔥💯🚀"), goldenBottom("🥹🫠🦄🧇🪿🫨")),
	goldenCase("emoji-in-text", goldenTop("NICE 👍 WORK 🎉!"), goldenBottom("gypsy ❤️ jazz 🤷")),
	goldenCase("emoji-skin-tones", goldenTop("👍🏻👍🏼👍🏽👍🏾👍🏿"), goldenBottom("🧑🏽‍💻👩🏿‍🚀🤝🏼🧑🏻‍🤝‍🧑🏿")),
	goldenCase("emoji-families", goldenTop("👨‍👩‍👧‍👦👩‍❤️‍💋‍👨👨‍👨‍👦"), goldenBottom("🧑‍🧑‍🧒🐻‍❄️🏴‍☠️🐈‍⬛🤷‍♀️")),
	goldenCase("emoji-flags", goldenTop("🇺🇦🇺🇸🇯🇵🇧🇷🇮🇱"), goldenBottom("🏴󠁧󠁢󠁥󠁮󠁧󠁿🏴󠁧󠁢󠁳󠁣󠁴󠁿🏳️‍🌈🏳️‍⚧️🇪🇺")),
	goldenCase("emoji-keycaps", goldenTop("1️⃣2️⃣#️⃣*️⃣🔟"), goldenBottom("❤︎ ❤️ ☀︎ ☀️ ▶︎ ▶️")),
	goldenCase("emoji-aliases", goldenTop(":thumbsup: DONE :tada:"), goldenBottom("10:30 :nope: :heart:")),
	goldenCase("emoji-right-to-left", goldenTop("יופי 👍 מאוד 🎉!"), goldenBottom("ممتاز 😂🔥 جدًا")),
	{"emoji-large", 120, 120, []goldenCaption{goldenText("👩🏽‍🎤").size(110)}},
	// Sizes.
	goldenCase("fixed-small", goldenText("small print at nine pixels, which still has to be read: ÅÉg é ß 漢字 ภาษา هذا").size(9)),
	goldenCase("fixed-large", goldenText("HUGE gå").size(90)),
	goldenCase("fixed-breaks-word", goldenText("INCOMPREHENSIBILITIES").size(44)),
	{"shrink", 240, 72, []goldenCaption{goldenText("THIS STAYS ON ONE LINE\nWHATEVER HAPPENS").at(caption.Center, caption.Bottom).shrink()}},
	{"shrink-short", 240, 72, []goldenCaption{goldenText("OK").shrink()}},
	goldenCase("fit-one-letter", goldenText("A")),
	goldenCase("fit-one-letter-below", goldenText("g").in(0, 0, 0.5, 1), goldenText("Ế").in(0.5, 0, 0.5, 1)),
	goldenCase("fit-long-word", goldenBottom("RINDFLEISCHETIKETTIERUNGSÜBERWACHUNGSAUFGABENÜBERTRAGUNGSGESETZ")),
	goldenCase("fit-word-without-end", goldenTop(strings.Repeat("A", 256)), goldenBottom(strings.Repeat("😀", 120))),
	{"fit-256-letters", 320, 240, []goldenCaption{goldenText(strings.Repeat("I test my code in production, on Friday at 5. ", 6)[:256])}},
	goldenCase("fit-256-chinese", goldenText(strings.Repeat("代码能跑就不要动它，", 26)[:3*256])),
	goldenCase("forced-newlines", goldenText("ONE\n\nTHREE AND MORE\nfour\n")),
	goldenCase("long-and-short", goldenTop("I AM INEVITABLY A"), goldenBottom("EVERYTHING IS FINE HERE, I SAID SO")),
	// Pictures and boxes.
	{"tiny", 32, 32, []goldenCaption{goldenTop("LOL"), goldenBottom("WHAT")}},
	{"tiny-scripts", 64, 32, []goldenCaption{goldenText("漢字").in(0, 0, 0.5, 1), goldenText("👍").in(0.5, 0, 0.5, 1)}},
	{"narrow", 90, 240, []goldenCaption{goldenText("ALL YOUR BASE ARE BELONG TO US").at(caption.Center, caption.Top)}},
	{"tall-thirds", 120, 300, []goldenCaption{goldenTop("TALL PICTURE, SHORT WORDS"), goldenBottom("STILL READABLE")}},
	{"wide", 480, 80, []goldenCaption{goldenText("WIDE PICTURES HAVE LITTLE HEIGHT").in(0, 0, 0.6, 1), goldenText("gå på").in(0.6, 0, 0.4, 1)}},
	{"large", 1024, 1024, []goldenCaption{goldenTop("LARGE PICTURES HAVE LARGE LETTERS"), goldenBottom("Ångström yé")}},
	goldenCase("small-box", goldenText("in a small box").in(0.3, 0.4, 0.2, 0.15), goldenText("AND\nA\nCOLUMN").in(0.8, 0.1, 0.1, 0.8)),
	goldenCase("six-boxes", goldenText("one").in(0, 0, 0.33, 0.5), goldenText("two two").in(0.33, 0, 0.34, 0.5), goldenText("THREE").in(0.67, 0, 0.33, 0.5),
		goldenText("four 4 four").in(0, 0.5, 0.33, 0.5), goldenText("5").in(0.33, 0.5, 0.34, 0.5), goldenText("six is a longer text").in(0.67, 0.5, 0.33, 0.5)),
	// Alignments.
	goldenCase("aligned", goldenTop("left\nand top").at(caption.Left, caption.Top).size(20), goldenText("right\nand middle").at(caption.Right, caption.Middle).size(20),
		goldenBottom("center\nand bottom").size(20)),
	goldenCase("aligned-hebrew", goldenTop("שמאל\nלמעלה, כן!").at(caption.Left, caption.Top).size(20), goldenText("ימין\nבאמצע 12.").at(caption.Right, caption.Middle).size(20),
		goldenBottom("מרכז\nלמטה?").size(20)),
	goldenCase("aligned-arabic", goldenTop("يسار\nفي الأعلى!").at(caption.Left, caption.Top).size(20), goldenBottom("يمين\nفي الأسفل ٣.").at(caption.Right, caption.Bottom).size(20)),
	goldenCase("valigned", goldenText("gyp").in(0, 0, 0.33, 1).at(caption.Center, caption.Top), goldenText("xxx").in(0.33, 0, 0.34, 1),
		goldenText("ÅXÉ").in(0.67, 0, 0.33, 1).at(caption.Center, caption.Bottom)),
	// Angles.
	{"turned-30", 200, 200, []goldenCaption{goldenText("TURNED BY 30°").turned(30)}},
	{"turned-90", 160, 160, []goldenCaption{goldenText("up\nright").in(0, 0, 0.5, 1).turned(-90), goldenText("DOWN 👇").in(0.5, 0, 0.5, 1).turned(90)}},
	{"turned-180", 200, 100, []goldenCaption{goldenText("Upside down, jå 🙃").turned(180)}},
	{"turned-scripts", 200, 200, []goldenCaption{goldenTop("السلام عليكم").turned(12), goldenText("हिन्दी ที่นี่").in(0, 0.3, 1, 0.4).turned(-20), goldenBottom("漢字 שלום").turned(7)}},
	// Outlines and colours.
	goldenCase("outline-none", goldenTop("NO OUTLINE fjord").plain(caption.Black), goldenBottom("עברית हिन्दी 한국").plain(caption.Color{R: 0xff, G: 0xe0, B: 0x20})),
	goldenCase("outline-coloured", goldenTop("MAGENTA & GOLD").colored(caption.Color{R: 0xff, G: 0xd7}, caption.Color{R: 0x90, B: 0x60}),
		goldenBottom("Привет ❤️ ΩΔ").colored(caption.Color{R: 0x20, G: 0xe0, B: 0xff}, caption.White)),
	goldenCase("outline-joined", goldenText("WAVY سلام हिन्दी").size(58)),
	// Fonts and letter cases.
	goldenCase("font-comic", goldenTop("fjord by the quay").font("comic-neue").plain(caption.Black), goldenBottom("Привет, Ελλάδα 漢字").font("comic")),
	goldenCase("font-noto-sans", goldenTop("Hamburgefonts Ώμέγα").font("noto-sans"), goldenBottom("Привіт हिन्दी עברית").font("sans")),
	goldenCase("font-of-a-script", goldenTop("Thai ไทย first").font("noto-sans-thai"), goldenBottom("Korean 한국 日本").font("noto-sans-kr")),
	goldenCase("font-emoji", goldenText("emoji 😀 asked 12").font("twemoji")),
	goldenCase("case-upper", goldenTop("straße, åéñ ŷ ÿ ǆ").cased(caption.CaseUpper), goldenBottom("ﬁn, ίσως, և").cased(caption.CaseUpper)),
	goldenCase("case-lower", goldenTop("ÅÉÑ ΣΟΦΟΣ ЁЖ").cased(caption.CaseLower), goldenBottom("the title of it, o’clock").cased(caption.CaseTitle)),
	goldenCase("case-mock", goldenText("you can't just mock people привет").cased(caption.CaseMock)),
	// Nothing covers these.
	goldenCase("missing", goldenTop("A \ue123 B 𓀀 C"), goldenBottom("\U0001e900\U0001e901 \ufffe x").font("noto-sans")),
}
