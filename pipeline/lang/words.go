package lang

// stopWords lists the most frequent short words of the languages that are
// distinguished by their words: articles, pronouns, prepositions, conjunctions,
// forms of "to be" and "to have". Names, loans and words that are as good as
// any other in a neighbouring language are left out. Lower case, sorted.
//
// The last lines are not languages winnow has phrases for; they are here so
// that a neighbour is not taken for one of those.
var stopWords = []struct{ tag, words string }{
	{"en", `
		about after against all also an and another any are as at be because been before being between both but by
		came can come could did do each even first for from get go good great had has have he her here him his how if
		in into is it its just know last like long made make many may me men might more most much must my never no not
		now of off old on one only or other our out over right same see she should since so some state still such take
		than that the their them then there these they this those three through time to too two under up us used very
		was way we well were what when where which while who will with work world would year you your`},
	{"de", `
		aber alle als am an auch auf aus bei beim bis damit dann das dass dem den denn der des die diese dieser doch
		durch ein eine einem einen einer eines einmal er es für gegen gibt habe haben hat hier ich ihr ihre im immer
		in ist jahr jetzt kann keine können man mehr mich mir mit muss nach nicht noch nur oder ohne sagte schon sehr
		sei sein seine seiner seit selbst sich sie sind so soll sondern um und uns unter vom von vor war was weil wenn
		werden wie wieder will wir wird worden wurde wurden zu zum zur zwei zwischen über`},
	{"fr", `
		ainsi alors après au aussi autres aux avait avant avec bien ce cela celle celui ces cette chez comme contre
		dans de depuis des deux donc dont du elle en encore entre est et faire fait il ils je la le les leur leurs lui
		mais mes moins même ne notre nous on ont ou où par pas peut plus pour quand que qui sa sans se selon ses son
		sont sous sur toujours tous tout toute toutes très un une votre vous était été être`},
	{"es", `
		a ahora al así aunque años bien cada como con contra cuando de del desde después donde dos durante día el ella
		en entre era es esa ese eso esta este está fue gobierno ha había hace han hasta hay hoy la las le lo los me
		menos mi mismo muy más ni no nos o otra otro otros para parte pero por porque puede que qué se según ser si
		sido siempre sin sobre son su sus sólo también tan tanto te tiempo tiene todo todos un una uno vez vida y ya
		yo él`},
	{"it", `
		a ad ai al alla alle anche ancora anni che chi ci come con così cui da dai dal dalla degli dei del dell della
		delle di dopo due e ed era essere fatto fino fra già gli ha hanno i il in io la le lo loro lui ma mi molto nei
		nel nella nelle non o oggi ogni per perché più poi prima può quale quando quello questa questi questo quindi
		se senza si sia solo sono stata stato su sua sul sulla suo suoi tra tutti tutto un una è`},
	{"pt", `
		a ainda anos ao aos as até com como contra da das de dele deles depois desde do dos e ela elas ele eles em
		entre era essa essas esse esses este está estão eu foi foram havia há isso já lhe mais mas me mesmo meu minha
		muito na nas nem no nos num numa não nós o onde os ou para pela pelas pelo pelos pode por qual quando que quem
		se segundo seja sem ser será seu seus sobre sua suas são só também tem tenho ter tinha todos têm um uma você à
		às é`},
	{"nl", `
		aan al alle alleen als andere bij daar dan dat de deze die dit door een eerste en er gaan gaat geen haar had
		hebben heeft hem het hij hoe hun iets ik in is jaar je kan kunnen maar meer mensen met mijn moet moeten na
		naar niet nog nu of om omdat onder ook op over te tegen toch toen tot tussen twee uit van veel voor waar waren
		was wat we weer wel werd wie worden wordt zal ze zelf zich zij zijn zo zonder zou`},
	{"pl", `
		a aby ale bardzo bez byli być był była było będzie co czy dla do gdy gdzie go i ich jak jako jednak jego jej
		jest jeszcze już ją kiedy która które który których którzy lat lub ma mi między mnie może można mu musi na nad
		nawet nie o od oraz po pod ponieważ przed przez przy roku również się sobie są ta tak także te tego tej ten
		teraz to tylko tym u w więc wszystkich wszystko z za ze że`},
	{"tr", `
		alan ama ancak arasında ayrıca bazı ben bile bir birçok biz bu bunu bunun böyle bütün büyük da daha de dedi
		değil diye diğer dır edilen edilmiş ediyor en etmek etti fakat gibi göre hangi hem her hiç iki ile ilk ise
		için içinde kadar karşı kendi ki kim lütfen mi nasıl ne neden nedeniyle nerede o olan olarak oldu olduğu
		olduğunu olmak olması olup onlar onun sadece sen sonra tarafından tüm var ve veya ya yeni yer yok yıl zaman
		çok çünkü önce üzerinde şekilde şey şu`},
	{"id", `
		ada adalah agar akan anda antara atau bahwa banyak belum bisa dalam dan dapat dari dengan di dia hanya harus
		hingga ia ini itu jika juga kami karena kata ke kepada ketika kita lagi lebih masih menjadi mereka namun nya
		oleh orang pada para pun saat saya sebagai sebuah secara semua seperti serta setelah sudah tahun telah tentang
		terhadap tersebut tidak untuk yang`},
	{"vi", `
		anh bạn bị cho chúng chỉ các còn có cùng cũng của giữa hơn khi không là làm lên lại mà một mới ngày người
		nhiều như nhưng nhất những này nên năm nước nếu phải qua ra rất rằng sau sẽ số theo thành thì thể trong trên
		trước tôi tại từ việc và vào vì về với ông đang đây đã đó được đến để ở`},
	{"sv", `
		alla allt andra att av bara bli blir de dem den denna det detta dock där då efter eller en enligt ett finns
		från få för genom hade han har hon hur i ingen inte jag kan kommer man med mellan men mer mot mycket nu när
		något några och också om på redan sedan sig sin sina ska skulle som så till under utan vad var vara vi vid
		vill är år över`},
	{"da", `
		af alle andre at bare blandt blev blevet bliver bruge bruger både de den denne der deres det dette dig efter
		eller en end er et finder flere for fordi fra få før første gør gøre ham han har havde have hende hun hvad
		hvilket hvis hvor hvordan i ifølge ikke ind jeg kan kommer kræver kun kunne lige ligger man mange med meget
		mellem men mens mere mig mod noget nogle nu når og også om op os over på sagde samt selv sidste sig siger sin
		sine skal skrev skulle som så tage til ud uden under valgt var ved vi vil ville vælg være år`},
	{"no", `
		alle andre at av bare ble blir blitt bruk bruke bruker både de deg dem den denne deres det dette eller en enn
		er et etter fikk finner flere for fra får før første gir gjennom gjør gjøre ha hadde han har hatt henne hennes
		hun hva hvis hvor hvordan hvorfor i ifølge ikke ikkje jeg kan kommer kunne ligger mange med meg mellom men
		mens mer mot mye må noe noen nå når og også om opp oss over på sammen samt seg selv sier sin sine siste skal
		skrev skulle som står så tar til under ut uten valgt var ved veldig velg vi vil ville være år`},
	{"fi", `
		aina alle ei eivät en ennen enää eri ettei että heidän hyvin hän hänen ja jo joka jos jossa josta jotka jotta
		jälkeen kaikki kanssa koska kuin kuitenkin kuka kun mikä minä missä mitä muassa mukaan mutta muun myös ne
		niiden niin niistä noin nyt näin nämä ole olen oli olisi olivat olla olleet ollut oma on ovat paljon pitäisi
		pitää saa saada se sekä sen siellä siinä siis siitä sitten sitä tai tulee tällä tämä tämän täytyy useita vain
		vastaan vielä voi voidaan vuoden vuonna yli`},
	{"cs", `
		a aby ale ani až bude budou by byl byla bylo byly být co další dalších dnes do i jak jako je jeho jejich jen
		ještě jsem jsme jsou jste k kam kde kdo kdy když korun která které který kteří let mezi musí má může na nebo
		neboť není než nás některé o od po podle pokud pouze pro proto protože první před při roku s se si svou své
		svůj tak také tato tedy tento to toho této tím už v ve velmi vás však z za ze že`},
	{"ro", `
		a aceasta această acest acum ai al ale am ani asta astfel au avea ca care ce cea cel cele cu cum când că către
		dacă dar de decât despre din doar după ei era este fi foarte fost fără iar la lor lui mai ne nu o pe pentru
		poate prin până sau se sunt să toate tot un unei unui îi împotriva în între şi și`},
	{"hu", `
		a aki akkor alatt amely ami amikor arra az azonban azt be csak de egy el első ennek ez ezek ezt fel ha hogy
		illetve is itt kell ki kérdés két között lehet lenne lesz magyar meg mely mert minden mindig mint most már még
		nagyon nem nincs olyan pedig pénz saját sem sok szerint tehát több után vagy van vannak volt voltak által én
		és így úgy ő`},
	// Neighbours.
	{"sk", `
		a aby aj ak ako ale alebo ani až bez bol bola boli bolo bude budú by byť dnes do ešte i iba ich je jeho k kam
		kde kedy keď kto ktorá ktoré ktorí ktorý lebo len medzi musí má môže na nami než nie niektoré nás o od po
		podľa pre pred preto pretože pri proti prvý rokov roku s sa si sme som ste svoj svoje svoju sú tak teda tejto
		tento tiež to toho toto táto tým už v vami veľmi vo vás však z za zo čo ďalšie ďalších že`},
	{"hr", `
		a ako ali bez bi bila bilo bio bismo biti budu da danas do dok gdje godine hrvatske i ili ima imaju iz između
		je jedan jer još kad kada kako kao koja koje koji kojih može na nakon ne nije njegov njezin o od ovaj ovo po
		poslije prema prije protiv s sada sam samo se smo ste su sve svih svoje tako također te tko to u već više za
		zbog će čak što`},
	{"sl", `
		ali bi bil bila bilo bo bodo bomo brez da danes do ima imajo in iz je kaj kako kar kdaj kdo ker ki kje kjer ko
		kot lahko le leta med na nad ne njegov njegova njihov od oziroma pa po potem prav pred pri proti s samo se sem
		smo so sta ste ta tako te teh tem ter to tudi v vendar več vse z za zaradi zato zdaj zelo če še že`},
	{"ca", `
		a així al altres amb any anys aquest aquesta cada com de del dels després dues el els en entre es fer fins ha
		han hi ho i ja la les molt més no només o on pel per perquè però quan que sense ser seu seva si sobre són
		també tot tots un una va és`},
	{"et", `
		aasta aga ainult eesti ei et ja juba ka kes kui kuid kus kõik ma mida mis nagu need nii ning ole oli olid olla
		oma on peab pole pärast saab seda see selle sest siis ta tema veel väga välja või võib üks`},
	{"lv", `
		ar arī bet bija būs gada gan ir jau ka kad kas kuri kā lai līdz nav no par pat pie pēc savu tas tiek tika
		tikai to tā un uz vai var viņa viņš ļoti šo`},
	{"lt", `
		apie ar bei bet bus buvo būti dar dėl gali ir iš jau jei ji jis jo jog jų kad kada kaip kas kur kuri kurie
		kuris labai metų ne nuo nėra o pagal pat po prie prieš savo su tai taip tarp tik turi už vis yra į ši šio šios
		šis`},
	{"af", `
		'n aan as baie by daar dat deur die eers ek en gaan haar het hierdie hom hulle hy in is jou julle jy kan maar
		met moet na net nie nog nou om omdat ons ook op sal sou sy te toe van vir was wat wees word`},
	{"is", `
		af að eftir ekki en er eru eða frá fyrir hann hefur hún með og sem svo til um upp var vera verið verður við á
		ég í þar það þeir þess þetta því þá`},
	{"sq", `
		dhe do duke e edhe i ishte janë ka kjo ku ky me më nga një nuk në por për që se shumë si së tij të u është`},
	{"gl", `
		a ao aos as ata aínda cando como con da das de despois do dos dous dúas e el ela en entre era está están foi
		galego hai iso lle mais mesmo moi máis na nin no non nos o onde os ou para pola polo por que se segundo sen
		ser seu seus só súa súas tamén ten un unha xa á é`},
	{"eu", `
		baina baino bat behar bere beste da dago dela den dira du duen dute edo egin egiten ere eta ez gero hori izan
		oso zen zuen`},
	{"tl", `
		ako ang at ay dahil din hindi ito ko kung lang may mga mo na naman nang ng ni niya pa para po rin sa si siya`},
}

// cyrillicWords tell the languages in Cyrillic script apart.
var cyrillicWords = []struct{ tag, words string }{
	{"ru", `
		более бы был была были было быть в время все вы где года для до его если есть еще ещё её же за и из или их как
		когда которые который лет между может мы на не нет но он она они от очень по после при с себя со так также тем
		только у уже что чтобы это этого этом`},
	{"uk", `
		або але був були було бути більше в вже вона вони все від він де для до дуже з за його коли лише ми може між
		на навіть не при про під після року свої та так також ті у це цього час через ще що щоб як яка який якщо які є
		і їх`},
	{"bg", `
		ако бе беше бъде в вече да до е за защото и или има как като което които който към между ми много може му на
		не но от още по преди през при с са само се си след съм също те това той тя че ще`},
	{"sr", `
		а али без би била било био бити већ више да до док за и из или како као која које који може на након не није о
		од по према с сам само све се смо су тако те то у што је јер још ће`},
	{"mk", `
		беше биде во ги го да дека до е за и или има како кои кој која може на не но од по при само се сите со тоа
		уште што ја ќе`},
	{"be", `
		або ад але было быць быў гэта да для з за каб калі мы на не пад пасля пра пры так таксама у ужо ці час што яго
		як які якія яна яны ён і іх ў`},
}
