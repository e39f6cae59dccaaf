package icons

import "strings"

func set(words string, sep string) map[string]bool {
	s := map[string]bool{}
	for _, w := range strings.Split(words, sep) {
		if w = strings.TrimSpace(w); w != "" {
			s[w] = true
		}
	}
	return s
}

// ligatures are names of Material icons with an underscore, which no word of
// prose has.
var ligatures = set(`
access_time account_balance account_box account_circle add_a_photo add_alert add_box add_circle add_circle_outline
add_photo_alternate add_shopping_cart alternate_email arrow_back arrow_back_ios arrow_circle_down arrow_circle_left
arrow_circle_right arrow_circle_up arrow_downward arrow_drop_down arrow_drop_down_circle arrow_drop_up arrow_forward
arrow_forward_ios arrow_left arrow_left_alt arrow_outward arrow_right arrow_right_alt arrow_upward attach_file
attach_money bar_chart bookmark_add bookmark_border bookmark_outline broken_image calendar_month calendar_today
camera_alt card_giftcard chat_bubble chat_bubble_outline check_box check_box_outline_blank check_circle
check_circle_outline chevron_backward chevron_forward chevron_left chevron_right close_fullscreen closed_caption
cloud_download cloud_upload contact_mail contact_phone contact_support content_copy content_cut content_paste
credit_card dark_mode date_range delete_forever delete_outline done_all double_arrow drag_handle drag_indicator
drive_file_rename_outline east_arrow edit_note email_outline error_outline event_available event_note exit_to_app
expand_circle_down expand_less expand_more fast_forward fast_rewind favorite_border favorite_outline file_copy
file_download file_upload filter_alt filter_list first_page flag_circle folder_open format_list_bulleted
format_list_numbered format_quote fullscreen_exit get_app grid_view group_add headset_mic help_center help_outline
highlight_off home_work hourglass_empty how_to_reg info_outline insert_drive_file insert_link insert_photo
ios_share keyboard_arrow_down keyboard_arrow_left keyboard_arrow_right keyboard_arrow_up keyboard_backspace
keyboard_double_arrow_down keyboard_double_arrow_left keyboard_double_arrow_right keyboard_double_arrow_up
keyboard_return label_outline last_page library_books light_mode lightbulb_outline link_off local_offer
local_phone local_shipping location_city location_off location_on lock_open lock_outline mail_outline
manage_accounts manage_search mark_email_read menu_book menu_open mic_off mode_comment mode_edit monetization_on
more_horiz more_vert navigate_before navigate_next new_releases notifications_active notifications_none
notifications_off open_in_browser open_in_full open_in_new pause_circle pause_circle_filled people_alt
people_outline person_add person_outline person_pin phone_android phone_iphone photo_camera photo_library
picture_as_pdf pin_drop place_item play_arrow play_circle play_circle_filled play_circle_outline
playlist_add playlist_play power_settings_new print_disabled privacy_tip query_builder question_answer
question_mark radio_button_checked radio_button_unchecked rate_review read_more remove_circle
remove_circle_outline remove_red_eye report_problem rocket_launch rss_feed save_alt search_off
sentiment_satisfied settings_applications share_location shopping_bag shopping_basket shopping_cart skip_next
skip_previous sort_by_alpha star_border star_half star_outline star_rate stay_current_portrait
sticky_note_2 stop_circle supervisor_account support_agent swap_horiz swap_vert switch_account text_fields
thumb_down thumb_down_off_alt thumb_up thumb_up_off_alt toggle_off toggle_on touch_app trending_down
trending_flat trending_up unfold_less unfold_more verified_user video_library videocam_off view_list
view_module visibility_off volume_down volume_mute volume_off volume_up vpn_key watch_later wb_sunny
west_arrow whats_app work_outline zoom_in zoom_out zoom_out_map
`, " ")

// plainLigatures are names that are also ordinary words.
var plainLigatures = set(`
add apps archive article block bookmark cached call camera cancel category chat check circle clear close cloud code
comment create dashboard delete description done download east edit email error event expand explore face favorite
feed file filter flag folder forum fullscreen grade group help history home image info input inventory label language
launch layers link list lock login logout loop mail map menu message mic mood more movie north notifications opacity
palette pause people percent person pets phone photo place play policy power print public publish redeem redo refresh
remove reorder repeat reply report reviews save schedule school search security sell send settings share shop shuffle
smartphone sort south speed star stars stop store storefront subject sync tag timer title today toc translate tune
tv undo update upload verified videocam visibility warning watch west wifi work
`, " ")

// labelled are the names before "icon" in labels for screen readers: networks
// and controls, not things that an icon in a sentence could show.
var labelled = set(`
accordion, arrow, arrow down, arrow left, arrow right, arrow up, back, back arrow, bell, bluesky, bookmark, burger,
burger menu, calendar, camera, caret, caret down, cart, check, check mark, checkmark, chevron, chevron down,
chevron left, chevron right, chevron up, clock, close, comment, comments, copy, copy link, cross, dismiss,
down arrow, download, dropdown, dropdown arrow, ellipsis, email, envelope, expand, external link, facebook, facebook messenger,
filter, flipboard, gallery, gift, globe, google, google news, hamburger, hamburger menu, heart, home, info, information, instagram,
left arrow, like, link, linkedin, linkedin social, location, lock, magnifying glass, mail, menu, messenger, minus, more, navigation,
next, notification, notifications, pause, pencil, phone, pin, pinterest, play, play button, plus, pocket, previous, print,
print page, printer, profile, quote, reddit, right arrow, rss, save, search, share, sharing, shopping cart, sign in, snapchat,
social, star, telegram, threads, thumbs down, thumbs up, tick, tiktok, toggle, tumblr, twitter, twitter bird, twitter x,
up arrow, user, video, vimeo, volume, warning, whatsapp, x, x social, x twitter, youtube
`, ",")

// hints are what links tell screen readers, in brackets.
var hints = set(`
link opens in a new tab; link opens in a new window; link opens in new window; open in a new tab; open in a new window;
open in new tab; open in new window; opens a new window; opens an external site;
opens an external site in a new window; opens external link; opens in a new browser tab; opens in a new tab;
opens in a new tab or window; opens in a new window; opens in new tab; opens in new window; opens new tab; opens new window;
this link opens in a new tab; this link opens in a new window; link is external; external link, opens in new tab;
external link opens in a new window; pdf, opens in a new tab;
öffnet in einem neuen fenster; öffnet in einem neuen tab; öffnet in neuem fenster; öffnet in neuem tab; öffnet neues fenster;
wird in neuem tab geöffnet; wird in neuem fenster geöffnet; öffnet im neuen fenster; externer link;
nouvelle fenêtre; nouvel onglet; ouvre dans une nouvelle fenêtre; s'ouvre dans un nouvel onglet; s'ouvre dans une nouvelle fenêtre;
ouvre un nouvel onglet; lien externe;
abre en una nueva pestaña; abre en una nueva ventana; abre en nueva ventana; abre en ventana nueva; se abre en una nueva pestaña;
se abre en una nueva ventana; se abre en una ventana nueva; enlace externo;
abre em uma nova aba; abre em uma nova janela; abre em nova janela; abre numa nova janela;
apre in una nuova scheda; apre in una nuova finestra; si apre in una nuova finestra; si apre in una nuova scheda;
opent in een nieuw tabblad; opent in een nieuw venster; opent in nieuw venster; externe link;
otwiera się w nowej karcie; otwiera się w nowym oknie; otwiera nowe okno; otevře se v novém okně; otevře se v nové záložce;
öppnas i nytt fönster; öppnas i ny flik; åbner i nyt vindue; åbner i ny fane; åpnes i nytt vindu; åpnes i ny fane;
avautuu uuteen ikkunaan; avautuu uudessa ikkunassa; avautuu uuteen välilehteen; se deschide într-o fereastră nouă;
откроется в новом окне; откроется в новой вкладке; открывается в новом окне; відкриється в новому вікні;
yeni pencerede açılır; yeni sekmede açılır; új ablakban nyílik meg; új lapon nyílik meg; ανοίγει σε νέο παράθυρο;
ανοίγει σε νέα καρτέλα; 新しいウィンドウで開く; 新しいウィンドウで開きます; 新しいタブで開く; 在新窗口中打开; 在新視窗開啟; 새 창에서 열림; 새창 열림;
يفتح في نافذة جديدة; נפתח בחלון חדש; mở trong cửa sổ mới; buka di jendela baru
`, ";")
